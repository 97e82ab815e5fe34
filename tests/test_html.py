"""The HTML checker itself: what it must catch and what it must let pass."""

import pytest

from tests.support.html import InvalidHTMLError, assert_valid_html, html_problems

HEAD = '<meta charset="utf-8"><title>T</title>'


def document(body: str, head: str = HEAD) -> str:
    """Return a valid document around a body."""
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


WRONG = {
    "duplicate id": ('<p id="a">x</p><p id="a">y</p>', "id 'a' × 2"),
    "empty id": ('<p id="">x</p>', "id '' is empty"),
    "div in p": ("<p>a<div>b</div></p>", "<div> may not stand in <p>"),
    "list in p": ("<p>a<ul><li>b</li></ul></p>", "<ul> may not stand in <p>"),
    "block in span": ("<span><div>x</div></span>", "<div> may not stand in <span>"),
    "block in a in p": ('<p><a href="/"><div>x</div></a></p>', "<div> may not stand in <a>"),
    "link in link": ('<a href="/">x<a href="/b">y</a></a>', "<a> may not stand inside <a>"),
    "button in link": ('<a href="/"><b><button>y</button></b></a>', "<button> may not stand"),
    "link in button": ('<button>x<a href="/">y</a></button>', "<a> may not stand inside"),
    "heading in button": ("<button><h2>x</h2></button>", "<h2> may not stand in <button>"),
    "label in label": ("<label>a<label>b</label></label>", "<label> may not stand inside"),
    "form in form": ('<form action="/"><form></form></form>', "<form> may not stand inside"),
    "missing alt": ('<img src="/x.png">', "<img> lacks alt"),
    "unknown attribute": ('<a hreff="/">x</a>', "<a hreff> is unknown"),
    "attribute of another element": ('<p href="/">x</p>', "<p href> is unknown"),
    "unknown element": ("<foo>x</foo>", "<foo> is unknown"),
    "obsolete element": ("<center>x</center>", "<center> is unknown"),
    "unclosed element": ("<div><p>x</p>", "</body> comes before </div>"),
    "stray end tag": ("<p>x</p></div>", "</div> closes nothing"),
    "crossing tags": ("<p><b><i>x</b></i></p>", "</b> comes before </i>"),
    "self-closed div": ("<div/>", "<div/> does not close itself"),
    "item without list": ("<div><li>x</li></div>", "<li> may not stand in <div>"),
    "div in list": ("<ul><div>x</div></ul>", "<div> may not stand in <ul>"),
    "text in list": ("<ul>x<li>y</li></ul>", "text 'x' directly in <ul>"),
    "p in dl": ("<dl><p>x</p></dl>", "<p> may not stand in <dl>"),
    "head after body of table": (
        "<table><tbody><tr><td>x</td></tr></tbody><thead><tr><th>y</th></tr></thead></table>",
        "<thead> comes too late",
    ),
    "late summary": ("<details><p>x</p><summary>y</summary></details>", "<summary> is not first"),
    "details without summary": ("<details><p>x</p></details>", "<details> lacks a <summary>"),
    "two mains": ("<main>a</main><main>b</main>", "more than one <main>"),
    "main in article": ("<article><main>a</main></article>", "<main> may not stand inside"),
    "link element in body": ('<link rel="canonical" href="/">', "<link> may not stand in"),
    "attribute twice": ('<p class="a" class="b">x</p>', "<p> has class twice"),
    "no space": ('<p class="a"id="b">x</p>', "lacks a space between attributes"),
    "label for nothing": ('<label for="z">x</label>', "for names 'z', which is no id"),
    "labelled by nothing": ('<p aria-labelledby="z">x</p>', "names 'z', which is no id"),
    "unknown aria": ('<p aria-foo="1">x</p>', "<p aria-foo> is unknown"),
    "unknown role": ('<p role="foo">x</p>', "no such role"),
    "unknown scope": ('<table><tr><th scope="x">y</th></tr></table>', "not one of col"),
    "colspan of zero": ('<table><tr><td colspan="0">y</td></tr></table>', "not a number from 1"),
    "unknown character": ("<p>a &foo; b</p>", "&foo; is no character"),
    "character without semicolon": ("<p>a\n&copy 2026</p>", "&copy lacks its semicolon"),
    "bare less-than": ("<p>a < b</p>", "a bare < in"),
    "space in address": ('<a href="/a b">x</a>', "not an address"),
    "date": ('<time datetime="spring">x</time>', "not a date or time"),
    "unclosed path in svg": ('<svg viewBox="0 0 1 1"><g><path d="M0 0"></g></svg>', "</g> comes"),
    "unknown svg attribute": ('<svg><path data="M0 0"/></svg>', "<path data> in SVG is unknown"),
    "inline style": ('<p style="color:red">x</p>', "refused by the Content-Security-Policy"),
    "inline handler": ('<p onclick="go()">x</p>', "refused by the Content-Security-Policy"),
    "inline script": ("<script>go()</script>", "refused by the Content-Security-Policy"),
    "style element": ("<style>p{}</style>", "refused by the Content-Security-Policy"),
}

RIGHT = {
    "svg": """<figure><svg viewBox="0 0 9 9" role="img" aria-labelledby="t"><title id="t">x</title>
        <g fill="none"><path d="M0 0L1 1" class="c"/><circle cx="1" cy="1" r="2"/></g>
        <a href="/x"><text x="1" y="2" text-anchor="middle">a</text></a>
        </svg><figcaption>x</figcaption></figure>""",
    "lists": """<dl><div><dt>x</dt><dd><p>y</p></dd></div></dl>
        <ol start="3"><li>x<ul><li>y</li></ul></li></ol>""",
    "details": "<details><summary><h3>x</h3></summary><p>y</p></details>",
    "search": """<search><form action="/s" method="get" role="search"><label for="q">x</label>
        <input id="q" type="search" name="q" autocomplete="off" maxlength="80" required>
        <button type="submit">g</button></form></search>""",
    "table": """<table><caption>c</caption><colgroup><col span="2"></colgroup><thead><tr>
        <th scope="col" aria-sort="ascending"><a href="?s=1&amp;t=2">x</a></th></tr></thead><tbody>
        <tr><th scope="row">x &ndash; y</th></tr></tbody></table>""",
    "page": """<a href="#m">skip</a><header><nav aria-label="x"><ul>
        <li><a href="/" aria-current="page">x</a></li></ul></nav></header>
        <main id="m" tabindex="-1">
        <h1>x</h1><section aria-labelledby="h"><h2 id="h">y</h2><p>z <small>a</small><br></p>
        </section></main><footer><p><time datetime="2025-05">May</time></p></footer>""",
    "block in link": '<a href="/"><div><h3>x</h3><p>y</p></div></a>',
    "form": """<form method="post" action="/"><input type="hidden" name="n" value="v"><fieldset>
        <legend>x</legend><label><input type="radio" name="a" value="1" checked> x</label>
        </fieldset><select name="s" aria-label="x"><optgroup label="y"><option selected>x</option>
        </optgroup></select><textarea name="t" aria-label="x" rows="3"></textarea></form>""",
    "json-ld": '<script type="application/ld+json">{"a": "<b>"}</script>',
    "script file": '<script type="module" src="/a.js"></script>',
    "image": '<img src="/a.svg" alt="" width="1" height="2" loading="lazy" data-x="1">',
}


@pytest.mark.parametrize(("body", "problem"), WRONG.values(), ids=WRONG.keys())
def test_checker_reports_invalid_html(body: str, problem: str) -> None:
    assert any(problem in line for line in html_problems(document(body)))


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT.keys())
def test_checker_accepts_valid_html(body: str) -> None:
    assert html_problems(document(body)) == []


@pytest.mark.parametrize(
    "html",
    [
        document("<p>x</p>", head='<meta charset="utf-8">'),
        document("<p>x</p>").removeprefix("<!doctype html>"),
        document("<p>x</p>").replace(' lang="en"', ""),
        document("<p>x</p>").removesuffix("</body></html>"),
    ],
    ids=["without title", "without doctype", "without language", "cut short"],
)
def test_assert_valid_html_raises_for_incomplete_document(html: str) -> None:
    with pytest.raises(InvalidHTMLError):
        assert_valid_html(html)
