"""A plan in a calendar, read back by the library."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from careers.guidance.calendar import calendar
from careers.guidance.plan import LAST_DAY
from careers.guidance.record import Plan, Step

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
PLAN = Plan(
    steps=(
        Step("call.1f", "Call Ann; ask, then wait\\nothing", dt.date(2026, 4, 1), "A date: 3 p.m."),
        Step("undated.2f", "Some day"),
        Step("done.3f", "Read", dt.date(2026, 4, 30), done=True),
    ),
    backup="Stay.",
    decide_by=dt.date(2026, 12, 31),
)


def written(plan: Plan, now: dt.datetime = NOW) -> bytes:
    return calendar(plan, name="Way", host="way.example", owner="0f", now=now)


def events(plan: Plan) -> dict[str, dict[str, object]]:
    """The events by UID, as the library reads them back."""
    return {str(one["UID"]): one for one in Calendar.from_ical(written(plan)).walk("VEVENT")}


def test_every_dated_step_and_the_day_to_decide_are_an_event_of_one_day() -> None:
    found = events(PLAN)
    assert list(found) == ["call.1f@way.example", "done.3f@way.example", "decide-by.0f@way.example"]
    call = found["call.1f@way.example"]
    assert call["SUMMARY"] == "Call Ann; ask, then wait\\nothing"
    assert call["DESCRIPTION"] == "Shows that it is done: A date: 3 p.m."
    assert call["DTSTART"].dt == dt.date(2026, 4, 1)  # type: ignore[attr-defined]
    assert call["DTEND"].dt == dt.date(2026, 4, 2)  # type: ignore[attr-defined]
    assert call["DTSTAMP"].dt == NOW  # type: ignore[attr-defined]
    assert found["done.3f@way.example"]["SUMMARY"] == "Done: Read"
    assert found["decide-by.0f@way.example"]["DTEND"].dt == dt.date(2027, 1, 1)  # type: ignore[attr-defined]


def test_what_is_to_do_has_a_reminder_the_day_before_and_what_is_done_has_none() -> None:
    alarms = {uid.split(".")[0]: event.walk("VALARM") for uid, event in events(PLAN).items()}  # type: ignore[attr-defined]
    assert {name: len(found) for name, found in alarms.items()} == {
        "call": 1,
        "done": 0,
        "decide-by": 1,
    }
    alarm = alarms["call"][0]
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", dt.timedelta(hours=-15))
    assert alarm["DESCRIPTION"]


def test_event_keeps_its_uid_when_its_step_changes() -> None:
    later = Plan(steps=(Step("call.1f", "Write to Ann", dt.date(2027, 1, 1)),))
    assert list(events(later)) == ["call.1f@way.example"]


def test_file_has_what_calendars_ask_for_and_lines_of_at_most_75_bytes() -> None:
    plan = Plan(steps=(Step("a", "Ünïcødé " * 30, dt.date(2026, 4, 1), "x" * 300),))
    text = written(plan)
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    for line in (b"VERSION:2.0", b"PRODID:-//Way//Plan//EN", b"DTSTART;VALUE=DATE:20260401"):
        assert line in text.split(b"\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert next(iter(events(plan).values()))["SUMMARY"] == ("Ünïcødé " * 30)


def test_plan_without_dates_is_a_calendar_without_events() -> None:
    assert events(Plan(steps=(Step("a", "Some day"),))) == {}


typed = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300
)


@given(typed, typed, st.dates(dt.date(2000, 1, 1), LAST_DAY))
def test_whatever_was_typed_is_read_back_and_makes_no_further_event(
    text: str, evidence: str, by: dt.date
) -> None:
    found = list(events(Plan(steps=(Step("a", text, by, evidence),))).values())
    assert len(found) == 1
    assert found[0]["SUMMARY"] == text
    assert found[0]["DESCRIPTION"] == f"Shows that it is done: {evidence}"
