"""Rules of the house that no linter knows: directions of import, sizes, templates, addresses."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import quantiles

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
CAREERS = ROOT / "careers"
TEMPLATES = ROOT / "templates"
MOST_LINES = 500
NO_PAGE_RENDERS_THEM = re.compile(r"(400|403|403_csrf|404|410|500)\.html|admin/.*")

# What a package may import from careers besides itself. None may be left out of this table.
MAY_IMPORT: dict[str, set[str]] = {
    "sources": set(),
    "mixture": set(),
    "models": set(),
    "visitors": set(),
    "importers": {"sources", "models"},
    "snapshot": {"sources", "models"},
    "search": {"models", "mixture"},
    "related": {"models", "mixture", "search"},
    "profiles": {"models", "mixture", "search", "related"},
    "guidance": {"models", "mixture", "search", "related", "profiles"},
    "editing": {"models"},
    "checks": {"models", "profiles", "editing"},
    "pages": {"models", "profiles"},
    "listings": {"models", "mixture", "profiles"},
    "actions": {
        "models",
        "profiles",
        "pages",
        "listings",
        "search",
        "guidance",
        "editing",
        "checks",
    },
    "content": {"models", "actions", "editing"},
    "exchange": {"models", "actions", "editing", "content"},
    "views": {
        "models",
        "profiles",
        "pages",
        "listings",
        "related",
        "search",
        "guidance",
        "actions",
        "visitors",
    },
    "api": {"models", "profiles", "related", "search", "guidance", "actions"},
    "admin": {
        "models",
        "actions",
        "profiles",
        "pages",
        "visitors",
        "editing",
        "checks",
        "exchange",
    },
    "management": {"importers", "snapshot", "content", "actions", "models", "sources"},
    "templatetags": {"models", "profiles", "views"},
    "urls": {"views", "api"},
    "apps": set(),
}
WITHOUT_DJANGO = {"sources", "mixture"}


@cache
def parse(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def product_files() -> list[Path]:
    """Return the modules of the application, but for its migrations."""
    return [file for file in sorted(CAREERS.rglob("*.py")) if "migrations" not in file.parts]


def own_files() -> list[Path]:
    """Return every module that people keep here."""
    folders = [ROOT / name for name in ("config", "tests", "benchmarks")]
    others = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    return [*product_files(), *others, ROOT / "run.py", ROOT / "manage.py"]


def template_files() -> list[Path]:
    """Return the templates."""
    return sorted(TEMPLATES.rglob("*.html"))


def without_comments(file: Path) -> str:
    """Return a template's text, its comments replaced by as many line ends as they hold."""
    text = file.read_text(encoding="utf-8")
    pattern = r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->"
    return re.sub(pattern, lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)


def short(file: Path) -> str:
    """Return a file's path from the top of the project."""
    return str(file.relative_to(ROOT))


def package_of(file: Path) -> str:
    """Return the package of careers to which a module belongs."""
    return file.relative_to(CAREERS).parts[0].removesuffix(".py")


def imported_modules(file: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports, `careers.x` for `from careers import x`."""
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.module == "careers":
            yield from (f"careers.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the functions and methods of a module."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(parse(file)) if isinstance(node, kinds)]


def url_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield the site's own addresses, each with the whole of its route."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from url_patterns(entry, route)
        else:
            yield route, entry


def test_packages_import_only_in_the_direction_of_the_data_flow() -> None:
    problems = []
    for file in product_files():
        package = package_of(file)
        if package == "__init__":
            continue
        allowed = MAY_IMPORT.get(package)
        assert allowed is not None, f"{short(file)}: {package} is missing from MAY_IMPORT"
        for module in imported_modules(file):
            parts = module.split(".")
            if parts[0] == "careers" and {*parts[1:2]} - allowed - {package}:
                problems.append(f"{short(file)} imports {module}")
    assert problems == []


def test_imports_within_the_project_are_absolute() -> None:
    problems = [
        short(file)
        for file in product_files()
        if any(module.startswith(".") for module in imported_modules(file))
    ]
    assert problems == []


def test_readers_and_arithmetic_know_nothing_of_django() -> None:
    problems = [
        f"{short(file)} imports {module}"
        for file in product_files()
        if package_of(file) in WITHOUT_DJANGO
        for module in imported_modules(file)
        if module.split(".")[0] == "django"
    ]
    assert problems == []


def test_nothing_is_connected_by_signals() -> None:
    problems = [
        f"{short(file)} imports {module}"
        for file in product_files()
        for module in imported_modules(file)
        if module.startswith("django.dispatch") or module.endswith(".signals")
    ]
    assert problems == []


def test_no_file_is_longer_than_the_limit() -> None:
    static = [
        file for kind in ("css", "js") for file in sorted((ROOT / "static").rglob(f"*.{kind}"))
    ]
    problems = [
        f"{short(file)}: {lines} lines"
        for file in [*own_files(), *template_files(), *static]
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    assert problems == []


def test_functions_stay_short() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for file in product_files()
        for node in functions(file)
    ]
    hundredths = quantiles(lengths, n=100)
    assert hundredths[94] <= 35
    assert hundredths[98] <= 50


def test_every_function_is_annotated() -> None:
    problems = []
    for file in own_files():
        for node in functions(file):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            named = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
            if node.returns is None or any(argument.annotation is None for argument in named):
                problems.append(f"{short(file)}:{node.lineno} {node.name}")
    assert problems == []


def test_product_code_neither_prints_nor_asserts() -> None:
    problems = [
        f"{short(file)}:{node.lineno}"
        for file in product_files()
        for node in ast.walk(parse(file))
        if isinstance(node, ast.Assert)
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
        )
    ]
    assert problems == []


def test_every_model_has_a_docstring_and_a_name_for_people() -> None:
    problems = [
        model.__name__
        for model in apps.get_app_config("careers").get_models()
        if (model.__doc__ or "").startswith(f"{model.__name__}(") or model.__str__ is Model.__str__
    ]
    assert problems == []


def test_templates_have_nothing_inline_that_the_policy_would_refuse() -> None:
    refused = re.compile(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:"
        r"|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/ld\+json\")",
        re.IGNORECASE,
    )
    problems = [
        f"{short(file)}:{number} {found[0].strip()}"
        for file in template_files()
        for number, line in enumerate(without_comments(file).splitlines(), 1)
        if (found := refused.search(line))
    ]
    assert problems == []


def test_every_include_names_what_it_passes() -> None:
    include = re.compile(r"\{%-?\s*include\b(.*?)%\}", re.DOTALL)
    problems = [
        f"{short(file)}: {found[0]}"
        for file in template_files()
        if not short(file).startswith("templates/admin/")
        for found in include.finditer(without_comments(file))
        if found[1].split()[-1:] != ["only"]
    ]
    assert problems == []


def test_every_template_is_used() -> None:
    texts = [without_comments(file) for file in template_files()]
    texts += [file.read_text(encoding="utf-8") for file in product_files()]
    used = {name for text in texts for name in re.findall(r"[\"']([\w/.-]+\.html)[\"']", text)}
    names = {str(file.relative_to(TEMPLATES)) for file in template_files()}
    assert {name for name in names - used if not NO_PAGE_RENDERS_THEM.fullmatch(name)} == set()


def test_scripts_find_elements_by_data_attributes() -> None:
    finder = re.compile(
        r"getElementsByClassName|(?:querySelector(?:All)?|closest|matches)\(\s*[\"'`]([^\"'`]*)"
    )
    problems = [
        f"{short(file)}: {found[0]}"
        for file in sorted((ROOT / "static").rglob("*.js"))
        for found in finder.finditer(file.read_text(encoding="utf-8"))
        if found[1] is None or re.search(r"[.#][A-Za-z]", found[1])
    ]
    assert problems == []


def test_every_address_is_named_and_written_with_hyphens() -> None:
    problems = [
        route
        for route, pattern in url_patterns(get_resolver())
        if not pattern.name or "_" in pattern.name or "_" in re.sub(r"<[^>]*>", "", route)
    ]
    assert problems == []
