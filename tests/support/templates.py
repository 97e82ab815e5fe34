"""A guard against template variables that nothing defines."""

import inspect

OURS_ARE_NOT_IN = "site-packages"


class UndefinedTemplateVariableError(Exception):
    """A template of this project printed a variable that its context lacks."""


class UndefinedVariable(str):
    """Stand in for `string_if_invalid` and raise where Django would print nothing.

    Templates of installed packages (the admin's) print undefined variables on purpose and go on
    printing nothing. `{% if %}` and `{% for %}` may ask for what is not there.
    """

    __slots__ = ()

    def __new__(cls) -> "UndefinedVariable":
        """Make a string that is true: Django leaves an empty one alone."""
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        """Raise `UndefinedTemplateVariableError`, or return "" inside an installed template."""
        origin = origin_of_rendered_node()
        if OURS_ARE_NOT_IN in origin:
            return ""
        raise UndefinedTemplateVariableError(f"{variable} is undefined in {origin}")


def origin_of_rendered_node() -> str:
    """Return the path of the template whose node is being rendered, the innermost one."""
    frame = inspect.currentframe()
    while frame:
        if frame.f_code.co_name == "render_annotated":
            return str(frame.f_locals["self"].origin.name)
        frame = frame.f_back
    return "a template"
