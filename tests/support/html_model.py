"""What HTML allows: elements, their content, their attributes, as tables.

Source: the HTML Living Standard (html.spec.whatwg.org, sections 3.2 and 4), WAI-ARIA 1.2. Only the
elements that this site or Django's admin uses are listed; any other is reported as unknown.
"""

VOID = set("area base br col hr img input link meta source wbr".split())
METADATA = set("base link meta noscript script style template title".split())
HEADINGS = set("h1 h2 h3 h4 h5 h6".split())
SECTIONING = set("article aside nav section".split())
PHRASING = set(
    """a abbr area b bdi bdo br button canvas cite code data datalist del dfn em i img input ins
    kbd label map mark meter noscript output picture progress q ruby s samp script select small
    span strong sub sup svg template textarea time u var wbr""".split()
)
FLOW = (
    PHRASING
    | HEADINGS
    | SECTIONING
    | set(
        """address blockquote details dialog div dl fieldset figure footer form header hgroup hr
        main menu ol p pre search table ul""".split()
    )
)
SCRIPTING = {"script", "template"}
TRANSPARENT = {"a", "ins", "del", "map", "noscript"}
TEXT_ONLY = {"title", "textarea", "option", "script", "style"}

PHRASING_ONLY = HEADINGS | set(
    """p pre span em strong small s cite q dfn abbr data time code var samp kbd sub sup i b u mark
    bdi bdo button label output meter progress ruby""".split()
)

# Elements with a content of their own; the others hold FLOW, or PHRASING if named above.
CHILDREN: dict[str, set[str]] = {
    "html": {"head", "body"},
    "head": METADATA,
    "ul": {"li"} | SCRIPTING,
    "ol": {"li"} | SCRIPTING,
    "menu": {"li"} | SCRIPTING,
    "dl": {"dt", "dd", "div"} | SCRIPTING,
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"} | SCRIPTING,
    "colgroup": {"col"},
    "thead": {"tr"} | SCRIPTING,
    "tbody": {"tr"} | SCRIPTING,
    "tfoot": {"tr"} | SCRIPTING,
    "tr": {"td", "th"} | SCRIPTING,
    "select": {"option", "optgroup", "hr"} | SCRIPTING,
    "optgroup": {"option"} | SCRIPTING,
    "datalist": {"option"} | SCRIPTING,
    "picture": {"source", "img"} | SCRIPTING,
    "hgroup": {"p"} | HEADINGS | SCRIPTING,
    "summary": PHRASING | HEADINGS,
    "legend": PHRASING | HEADINGS,
    "details": {"summary"} | FLOW,
    "figure": {"figcaption"} | FLOW,
    "fieldset": {"legend"} | FLOW,
}
NO_TEXT = set(CHILDREN) - {"summary", "legend", "details", "figure", "fieldset"}

# Where an element may stand among its siblings.
FIRST_CHILD = {"summary", "legend", "caption"}
TABLE_ORDER = ("caption", "colgroup", "thead", "tbody", "tr", "tfoot")
REQUIRED_CHILD = {"details": "summary", "head": "title"}

INTERACTIVE = set("a button details input label select textarea".split())
# Elements that may not stand anywhere inside the named one.
BANNED_INSIDE: dict[str, set[str]] = {
    "a": INTERACTIVE,
    "button": INTERACTIVE,
    "label": {"label"},
    "form": {"form"},
    "header": {"header", "footer", "main"},
    "footer": {"header", "footer", "main"},
    "article": {"main"},
    "aside": {"main"},
    "nav": {"main"},
    "section": {"main"},
    "dfn": {"dfn"},
    "meter": {"meter"},
    "progress": {"progress"},
    "caption": {"table"},
    "th": SECTIONING | HEADINGS | {"header", "footer"},
    "dt": SECTIONING | HEADINGS | {"header", "footer"},
    "address": SECTIONING | HEADINGS | {"header", "footer", "address"},
}

GLOBAL_ATTRIBUTES = set(
    """accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable
    enterkeyhint hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang part
    popover role slot spellcheck tabindex title translate""".split()
)
CONTROL = "disabled form name"
ATTRIBUTES: dict[str, set[str]] = {
    name: set(words.split())
    for name, words in {
        "a": "download href hreflang ping referrerpolicy rel target type",
        "blockquote": "cite",
        "button": CONTROL
        + """ command commandfor formaction formenctype formmethod formnovalidate formtarget
        popovertarget popovertargetaction type value""",
        "col": "span",
        "colgroup": "span",
        "data": "value",
        "del": "cite datetime",
        "details": "name open",
        "dialog": "closedby open",
        "fieldset": CONTROL,
        "form": "accept-charset action autocomplete enctype method name novalidate rel target",
        "img": """alt crossorigin decoding fetchpriority height ismap loading referrerpolicy sizes
        src srcset usemap width""",
        "input": CONTROL
        + """ accept alt autocomplete checked dirname formaction formenctype formmethod
        formnovalidate formtarget height list max maxlength min minlength multiple pattern
        placeholder popovertarget popovertargetaction readonly required size src step type value
        width""",
        "ins": "cite datetime",
        "label": "for",
        "li": "value",
        "link": """as color crossorigin disabled fetchpriority href hreflang imagesizes
        imagesrcset integrity media referrerpolicy rel sizes type""",
        "map": "name",
        "meta": "charset content http-equiv media name property",
        "meter": "high low max min optimum value",
        "ol": "reversed start type",
        "optgroup": "disabled label",
        "option": "disabled label selected value",
        "output": "for form name",
        "progress": "max value",
        "q": "cite",
        "script": """async crossorigin defer fetchpriority integrity nomodule referrerpolicy src
        type""",
        "select": CONTROL + " autocomplete multiple required size",
        "source": "height media sizes src srcset type width",
        "td": "colspan headers rowspan",
        "textarea": CONTROL
        + """ autocomplete cols dirname maxlength minlength placeholder readonly required rows
        wrap""",
        "th": "abbr colspan headers rowspan scope",
        "time": "datetime",
    }.items()
}
REQUIRED_ATTRIBUTES = {"img": {"alt", "src"}, "html": {"lang"}, "optgroup": {"label"}}

ARIA = {
    f"aria-{name}"
    for name in """activedescendant atomic autocomplete braillelabel brailleroledescription busy
    checked colcount colindex colindextext colspan controls current describedby description
    details disabled errormessage expanded flowto haspopup hidden invalid keyshortcuts label
    labelledby level live modal multiline multiselectable orientation owns placeholder posinset
    pressed readonly relevant required roledescription rowcount rowindex rowindextext rowspan
    selected setsize sort valuemax valuemin valuenow valuetext""".split()
}
ROLES = set(
    """alert alertdialog application article banner blockquote button caption cell checkbox code
    columnheader combobox complementary contentinfo definition deletion dialog document emphasis
    feed figure form generic grid gridcell group heading img image insertion link list listbox
    listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter
    navigation none note option paragraph presentation progressbar radio radiogroup region row
    rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong
    subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar
    tooltip tree treegrid treeitem""".split()
)
REFERENCES = {
    "for",
    "list",
    "headers",
    "popovertarget",
    "commandfor",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
    "aria-activedescendant",
}
INPUT_TYPES = set(
    """button checkbox color date datetime-local email file hidden image month number password
    radio range reset search submit tel text time url week""".split()
)
TRUE_FALSE = {"true", "false"}
VALUES: dict[tuple[str, str], set[str]] = {
    ("input", "type"): INPUT_TYPES,
    ("button", "type"): {"button", "submit", "reset"},
    ("th", "scope"): {"col", "row", "colgroup", "rowgroup"},
    ("form", "method"): {"get", "post", "dialog"},
    ("*", "dir"): {"ltr", "rtl", "auto"},
    ("*", "aria-hidden"): TRUE_FALSE,
    ("*", "aria-expanded"): TRUE_FALSE,
    ("*", "aria-selected"): TRUE_FALSE,
    ("*", "aria-pressed"): TRUE_FALSE | {"mixed"},
    ("*", "aria-live"): {"off", "polite", "assertive"},
    ("*", "aria-current"): TRUE_FALSE | {"page", "step", "location", "date", "time"},
    ("*", "aria-sort"): {"ascending", "descending", "none", "other"},
}
WHOLE_NUMBERS = {"tabindex", "maxlength", "minlength", "rowspan", "start"}
POSITIVE_NUMBERS = {"colspan", "span", "rows", "cols", "size"}

SVG_ELEMENTS = set(
    """svg a circle clippath defs desc ellipse g line lineargradient marker mask path pattern
    polygon polyline radialgradient rect stop symbol text textpath title tspan use image view
    switch metadata""".split()
)
SVG_ATTRIBUTES = set(
    """class clip-path clip-rule clippathunits color cx cy d dominant-baseline dx dy fill
    fill-opacity fill-rule focusable font-family font-size font-style font-weight fx fy
    gradienttransform gradientunits height href id lang letter-spacing marker-end marker-mid
    marker-start markerheight markerunits markerwidth mask maskcontentunits maskunits offset
    opacity orient overflow paint-order pathlength patterncontentunits patterntransform
    patternunits pointer-events points preserveaspectratio r refx refy rel role rotate rx ry
    shape-rendering spreadmethod stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width tabindex target text-anchor text-rendering textlength transform
    transform-origin vector-effect version viewbox visibility width x x1 x2 xmlns xmlns:xlink y
    y1 y2""".split()
)
