"""The order of results, rule by rule, on a job market of a dozen occupations."""

from collections.abc import Callable

import pytest

from careers import search
from careers.models import JobTitle, Role, RoleTitle, Sector, Status
from tests.search.conftest import Find

Make = Callable[..., Role]


def place_of(results: list[tuple[str, str]], key: str) -> int:
    """Where a result stands."""
    return [found for _, found in results].index(key)


def test_exact_title_comes_first(find: Find) -> None:
    assert find("manager")[0] == ("title", "manager")
    assert find("  TRUCK   Driver ")[0] == ("title", "truck-driver")


def test_further_name_comes_before_a_prefix(find: Find) -> None:
    assert find("trucker")[0] == ("title", "heavy-and-tractor-trailer-truck-drivers")
    assert find("tractor operator")[0] == ("title", "truck-driver")


def test_reviewed_abbreviation_comes_before_one_that_nobody_reviewed(find: Find) -> None:
    results = find("PT")
    assert results[0] == ("title", "physical-therapists")
    assert place_of(results, "psychiatric-technician") > 0


def test_prefix_comes_before_words_inside(find: Find) -> None:
    results = find("software")
    assert place_of(results, "software-engineer") < place_of(results, "senior-software-engineer")


def test_jobs_decide_what_is_near(find: Find) -> None:
    results = find("manager")
    assert place_of(results, "office-manager") < place_of(results, "collections-manager")
    assert place_of(results, "store-manager") < place_of(results, "museum-manager")


def test_fewer_further_words_come_first_among_equals(find: Find) -> None:
    results = find("electrician")
    assert results[0] == ("title", "electrician")
    assert ("title", "electrician-helper") in results


@pytest.mark.parametrize("text", ["engineer, software", "Engineer Software"])
def test_words_in_another_order_find_the_title(find: Find, text: str) -> None:
    assert find(text)[0] == ("title", "software-engineer")


def test_other_forms_of_the_words_find_the_title(find: Find) -> None:
    assert find("truck driving")[0][1] == "truck-driver"
    assert find("driving trucks")[0][1] == "truck-driver"


def test_guide_comes_before_bare_titles_of_the_same_step(find: Find, make_guide: Make) -> None:
    make_guide("Laundry Manager")
    results = find("manager")
    assert results[0] == ("title", "manager")
    assert place_of(results, "laundry-manager") < place_of(results, "office-manager")


def test_guide_is_found_by_the_titles_it_answers_for_and_their_names(
    find: Find, make_guide: Make
) -> None:
    make_guide("Nursing Guide", answers=("registered-nurse", "registered-nurses"))
    for text in ("registered nurse", "RN", "take care of sick people", "nurse"):
        assert find(text)[0] == ("guide", "nursing-guide"), text
    keys = [key for _, key in find("registered nurse")]
    assert "registered-nurse" not in keys
    assert "registered-nurses" not in keys


def test_everyday_phrase_finds_what_stands_for_the_occupation(find: Find) -> None:
    assert find("work with animals")[0] == ("title", "animal-caretakers")
    assert find("job with animals")[0] == ("title", "animal-caretakers")


def test_our_own_text_is_found_after_names(find: Find) -> None:
    assert find("kennels")[0] == ("title", "animal-caretakers")
    assert find("haul freight outdoors")[0] == (
        "title",
        "heavy-and-tractor-trailer-truck-drivers",
    )


def test_guides_prose_is_found_last(find: Find, make_guide: Make) -> None:
    make_guide("Zoo Vet", work="Kennels smell of zeppelins.")
    assert find("zeppelins") == [("guide", "zoo-vet")]
    assert find("kennels")[0] == ("title", "animal-caretakers")


def test_some_words_find_what_comes_nearest_and_say_so(find: Find) -> None:
    assert find("gigantic electrician overseas")[0][1].startswith("electrician")
    assert search.find(search.parse("zoo medicines overseas")).is_partial


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("managers", "manager"),
        ("electricans", "electrician"),
        ("acountant", "accountant"),
        ("sofware enginer", "software-engineer"),
        ("ecommerce manager", "e-commerce-manager"),
        ("e commerce manager", "e-commerce-manager"),
        ("truckdriver", "truck-driver"),
        ("vp sales", "vice-president-of-sales"),
        ("hvac technician", "hvac-tech"),
        ("sr software engineer", "senior-software-engineer"),
        ("regist nur", "registered-nurse"),
        ("softw", "software-developers"),
        ("how to become an electrician", "electrician"),
        ("truck driver jobs near me", "truck-driver"),
    ],
)
def test_title_is_found_however_it_is_written(find: Find, text: str, key: str) -> None:
    assert find(text)[0][1] == key


def test_official_title_and_singular_filed_alike_are_one_result(find: Find) -> None:
    keys = [key for _, key in find("electrician")]
    assert "electricians" not in keys


def test_code_finds_its_occupation(find: Find) -> None:
    assert find("29-1141.00")[0] == ("occupation", "29-1141.00")
    assert find("15-1252")[0] == ("occupation", "15-1252.00")
    assert ("occupation", "29-1141.00") not in find("registered nurses")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("programming", ("skill", "programming")),
        ("coding", ("skill", "programming")),
        ("health care jobs", ("sector", "health-care")),
        ("excel", ("technology", "microsoft-excel")),
        ("texas", ("place", "texas")),
        ("tx", ("place", "texas")),
        ("san jose", ("place", "san-jose")),
        ("sunnyvale california", ("place", "san-jose")),
        ("santa clara ca", ("place", "san-jose")),
    ],
)
def test_other_things_are_found_by_their_names(
    find: Find, text: str, result: tuple[str, str]
) -> None:
    assert find(text)[0] == result


@pytest.mark.parametrize(
    "text", ["electrician in texas", "electrician texas", "texas electrician", "electrician tx"]
)
def test_job_and_place_find_the_job_and_then_the_place(find: Find, text: str) -> None:
    assert find(text)[:2] == [("title", "electrician"), ("place", "texas")]
    assert search.find(search.parse(text)).place == "texas"


def test_place_inside_a_name_is_no_place(market: None, make_guide: Make, find: Find) -> None:
    make_guide("Mobile Developer")
    assert find("mobile developer")[0] == ("guide", "mobile-developer")
    assert search.find(search.parse("mobile developer")).place == ""


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_guide_that_is_not_published_is_not_found(
    find: Find, make_guide: Make, status: str
) -> None:
    make_guide("Blimp Pilot", status=status, answers=("accountant",))
    assert find("blimp pilot") == []
    assert find("accountant")[0] == ("title", "accountant")


def test_title_whose_address_a_retired_guide_has_is_not_found(find: Find, make_guide: Make) -> None:
    make_guide("Accountant", status=Status.RETIRED)
    assert ("title", "accountant") not in find("accountant")


def test_guide_that_is_retired_releases_its_titles(find: Find, make_guide: Make) -> None:
    role = make_guide("Ledger Keeper", answers=("accountant",))
    assert find("accountant")[0] == ("guide", "ledger-keeper")
    role.status = Status.RETIRED
    role.save()
    search.index_roles([role])
    assert find("accountant")[0] == ("title", "accountant")


def test_guide_that_no_longer_answers_releases_the_title(find: Find, make_guide: Make) -> None:
    role = make_guide("Ledger Keeper", answers=("accountant",))
    RoleTitle.objects.filter(role=role).delete()
    search.index_roles([role])
    assert find("accountant")[0] == ("title", "accountant")


def test_hidden_title_vanishes_at_once(find: Find) -> None:
    JobTitle.objects.filter(slug="accountant").update(hidden=True)
    assert find("accountant") == []


def test_hidden_official_title_leaves_the_occupation_to_be_found(find: Find) -> None:
    JobTitle.objects.filter(slug="animal-caretakers").update(hidden=True)
    search.index_titles(["animal-caretakers"])
    assert find("work with animals")[0] == ("occupation", "39-2021.00")


@pytest.mark.parametrize("text", ["", "%", "_", "*", "' --", '"', "()", "\u200f\u202e"])
def test_marks_alone_are_no_words(find: Find, text: str) -> None:
    assert search.parse(text).is_empty
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ['" OR NEAR( *', "nurse* AND", "a:b & !c | 'd'", "NOT nurse", "-nurse", "nurse:*"]
)
def test_operators_mean_nothing(find: Find, text: str) -> None:
    assert isinstance(find(text), list)


def test_told_and_meant_spellings_are_told_apart(market: None, make_guide: Make) -> None:
    assert search.find(search.parse("electrican")).told == ("electrician",)
    assert search.find(search.parse("electrician")).told == ()


def test_find_bounds_its_hits_and_words(market: None) -> None:
    found = search.find(search.parse("manager"), most=3)
    assert 3 <= len(found.matches) < 8
    assert len(search.parse(" ".join("abcdefghij")).words) == 8


@pytest.mark.parametrize(
    "text",
    [
        *("electrician near me", "ELECTRICIAN NEAR ME", "electrician jobs close to me"),
        *("electrician me", "electrician or", "how long does it take to become an electrician"),
    ],
)
def test_words_around_a_job_name_no_place(find: Find, text: str) -> None:
    found = search.find(search.parse(text))
    assert found.place == ""
    assert find(text)[0] == ("title", "electrician")
    assert "place" not in {kind for kind, _ in find(text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("electrician in me", "maine"),
        ("electrician ME", "maine"),
        ("electrician OR", "oregon"),
        ("electrician ok", "oklahoma"),
        ("electrician pa", "pennsylvania"),
        ("electrician portland me", "portland-me"),
        ("electrician near me in texas", "texas"),
        ("electrician in la", "los-angeles-long-beach-anaheim-ca"),
        ("or electrician", ""),
        ("OR ELECTRICIAN", ""),
        ("pa electrician", ""),
        ("tx electrician", "texas"),
    ],
)
def test_letters_of_a_state_are_a_place_only_where_nothing_else_is_meant(
    market: None, text: str, place: str
) -> None:
    assert search.find(search.parse(text)).place == place


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("c", "c"), ("c++", "c-plus-plus"), ("C ++", "c"), ("cpp", "c-plus-plus")),
        *(("C#", "c-sharp"), ("c sharp", "c-sharp"), ("csharp", "c-sharp")),
        *((".net", "microsoft-net-framework"), ("dot net", "microsoft-net-framework")),
        *(("solidworks", "dassault-systemes-solidworks"), ("epic", "epic-systems")),
        *(("aws", "amazon-web-services-aws-software"), ("python", "python")),
    ],
)
def test_technology_comes_first_where_no_job_is_called_so(find: Find, text: str, key: str) -> None:
    assert find(text)[0] == ("technology", key)


@pytest.mark.parametrize("text", ["chef", "chefs", "CHEF"])
def test_technology_comes_after_every_job_that_is_called_so(find: Find, text: str) -> None:
    assert find(text)[:3] == [
        ("title", "chef"),
        ("title", "chefs-and-head-cooks"),
        ("technology", "chef"),
    ]


def test_title_that_is_filed_where_nobody_looks_comes_after_what_people_say(find: Find) -> None:
    assert find("police")[:2] == [("title", "police-patrol-officers"), ("title", "police")]


def test_place_stands_after_all_that_is_called_so(make_guide: Make, find: Find) -> None:
    make_guide("Nursing Guide", answers=("registered-nurses",))
    assert find("registered nurse in texas")[:3] == [
        ("title", "registered-nurse"),
        ("guide", "nursing-guide"),
        ("place", "texas"),
    ]


def test_place_that_only_shares_the_letters_of_its_state_is_not_found(find: Find) -> None:
    assert "place" not in {kind for kind, _ in find("me clerk zzz")}


def test_plural_is_no_beginning_of_a_longer_word(find: Find) -> None:
    assert find("look at stars")[0] == ("title", "mechanical-engineers")
    assert ("title", "starch-cooker") not in find("stars")
    assert ("title", "starch-cooker") in find("star")


@pytest.mark.parametrize(
    ("text", "key"), [("the trades", "construction"), ("skilled trades", "construction")]
)
def test_sector_is_found_by_what_people_call_it(market: None, text: str, key: str) -> None:
    Sector.objects.create(slug="construction", name="Building", summary="Putting up houses.")
    search.rebuild()
    assert search.hits(search.find(search.parse(text)).matches)[0].key == key
