"""What every public page kind must have, on all the facts; and that no address answers 500."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.html import assert_valid_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded_facts")]

INDEXED = [
    "/",
    "/sectors/",
    "/sectors/health-care/",
    "/careers/registered-nurse/",
    "/careers/software-systems-engineer/",
    "/careers/",
    "/occupations/",
    "/occupations/15-2051.00/",
    "/about/data/",
    "/places/",
    "/places/united-states/",
    "/places/california/",
    "/places/fresno-ca/",
    "/places/northwest-alabama-nonmetropolitan-area/",
    "/skills/",
    "/skills/reading-comprehension/",
    "/skills/mathematics-knowledge/",
    "/skills/empathy/",
    "/skills/technologies/",
]
KEPT_OUT = [
    "/careers/accountant/",
    "/careers/actor/",
    "/careers/infantry-officer/",
    "/careers/machine-operator/",
    "/search/?q=nurse",
    "/careers/?sector=engineering&pay=100000",
    "/careers/?view=table&sort=real&place=fresno-ca",
    "/compare/",
    "/compare/?roles=accountant",
    "/compare/?roles=registered-nurse,accountant",
    "/compare/?roles=actor,electrician,machine-operator,15-2051.00&place=fresno-ca",
    "/places/?q=fresno",
    "/places/?for=/careers/registered-nurse/",
    "/careers/registered-nurse/in/fresno-ca/",
    "/careers/accountant/in/california/",
    "/skills/stamina/",
    "/skills/technologies/?q=auto",
    "/skills/technologies/git/",
    "/skills/technologies/c-plus-plus/",
]
SUB_PAGES = [
    "/careers/accountant/working/",
    "/careers/software-systems-engineer/places/",
]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
TEMPLATES = [
    "/careers/{}/", "/careers/{}.json", "/careers/{}/places/?sort={}", "/careers/{}/working/",
    "/careers/accountant/working/?release={}", "/careers/accountant/?sort={}", "/occupations/{}/",
    "/sectors/{}/", "/sectors/engineering/?page={}", "/search/?q={}", "/search/?q=nurse&page={}",
    "/skills/{}/", "/skills/{}.json", "/skills/{}.csv", "/skills/programming/?place={}",
    "/skills/technologies/?q={}&page={}", "/skills/technologies/{}/",
    "/skills/technologies/git/?page={}&place={}", "/skills/technologies.csv?q={}",
    "/places/{}/", "/places/{}.json", "/places/{}.csv", "/places/?q={}&sort={}&page={}",
    "/places/?for={}", "/careers/registered-nurse/in/{}/", "/careers/{}/in/fresno-ca.json",
    "/compare/?roles={}", "/compare/?roles=actor,{}&add={}", "/compare/?roles={}&roles={}&place={}",
    "/compare.json?roles={}", "/compare.csv?roles=actor,{}", "/occupations/?group={}",
    "/careers/?sector={}&pay={}&page={}", "/careers/?skill={}&sort={}&view={}&compare={}&place={}",
    "/careers.csv?openings={}&zone={}",
    "/{}",
]  # fmt: skip
HOSTILE = [
    "", "\0", "a" * 10_000, '" OR NEAR( *', "../../etc/passwd", "-1", "1e9", "99999999999999999999",
    "\u202eabc", "%", "'; drop table x; --", "<script>", "{pay_median}", "15-1252.00\0",
]  # fmt: skip


def only(pattern: str, html: str) -> str:
    """The one place where the pattern stands."""
    found = re.findall(pattern, html, re.DOTALL)
    assert len(found) == 1, (pattern, found)
    return str(found[0])


@pytest.mark.parametrize("address", [*INDEXED, *KEPT_OUT, *SUB_PAGES])
def test_page_has_what_every_page_has(client: Client, address: str) -> None:
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert_valid_html(html)
    assert only(r"<h1[^>]*>(.*?)</h1>", html)
    head = html[: html.index("</head>")]
    assert "Waymark" in only(r"<title>(.*?)</title>", head)
    assert 40 <= len(only(r'<meta name="description" content="(.*?)">', html)) <= 400
    path = address.split("?")[0]
    assert only(r'<link rel="canonical" href="(.*?)">', html) == f"http://testserver{path}"
    assert 'property="og:title"' in html
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert {name: policy[name] for name in POLICY} == POLICY
    assert "unsafe" not in response["Content-Security-Policy"]
    assert re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html) is None
    inline = r"<script(?! type=\"application/ld\+json\"| [^>]*src=\"/static/)"
    assert re.search(inline, html) is None


def test_titles_differ_from_page_to_page(client: Client) -> None:
    pages = [*INDEXED, *KEPT_OUT, *SUB_PAGES]
    titles = [
        only(r"<title>(.*?)</title>", client.get(address).content.decode().split("</head>")[0])
        for address in pages
    ]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("address", KEPT_OUT)
def test_page_without_a_guide_is_kept_out_of_search_engines(client: Client, address: str) -> None:
    assert '<meta name="robots" content="noindex' in client.get(address).content.decode()


@pytest.mark.parametrize("address", INDEXED)
def test_page_with_our_own_text_is_not_kept_out(client: Client, address: str) -> None:
    assert "noindex" not in client.get(address).content.decode()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_address_answers_without_a_500(client: Client, text: str) -> None:
    for template in TEMPLATES:
        address = template.format(*[quote(text, safe="")] * template.count("{}"))
        assert client.get(address).status_code < 500, template


@settings(max_examples=60)
@given(st.sampled_from(TEMPLATES), st.text(max_size=60))
def test_any_address_answers_without_a_500(template: str, text: str) -> None:
    address = template.format(*[quote(text, safe="")] * template.count("{}"))
    assert Client().get(address).status_code < 500
