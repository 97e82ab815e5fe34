"""The dated steps of a plan as a calendar file (RFC 5545) that common calendars open.

Events of a whole day: Google and Outlook pass over tasks (VTODO). Each has a reminder; calendars
that a file is imported into may put their own in its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event

from careers.guidance.record import Plan, Step

BEFORE = dt.timedelta(hours=-15)
"""The reminder: nine in the morning of the day before."""


def calendar(plan: Plan, *, name: str, host: str, owner: str, now: dt.datetime) -> bytes:
    """One event for each dated step, and one for the day to decide by.

    An event keeps its UID for as long as its step is in the plan, so that a file opened later
    changes it rather than adding another. `owner` tells the plans of two readers apart, `host` is
    the site's, `now` has a time zone.
    """
    made = Calendar()
    made.add("prodid", f"-//{name}//Plan//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{name}: my plan")
    for event in _events(plan, host, owner, now):
        made.add_component(event)
    return bytes(made.to_ical())


def _events(plan: Plan, host: str, owner: str, now: dt.datetime) -> Iterable[Event]:
    for step in plan.steps:
        if step.by is not None:
            summary = f"Done: {step.text}" if step.done else step.text
            event = _event(f"{step.key}@{host}", summary, _told(step), step.by, now)
            if not step.done:
                event.add_component(_alarm(step.text))
            yield event
    if plan.decide_by is not None:
        summary = "Decide: go on with the plan, or with the backup"
        told = f"Backup: {plan.backup}" if plan.backup else ""
        event = _event(f"decide-by.{owner}@{host}", summary, told, plan.decide_by, now)
        event.add_component(_alarm(summary))
        yield event


def _event(uid: str, summary: str, told: str, day: dt.date, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))  # the first day that is no longer part of it
    event.add("transp", "TRANSPARENT")  # the day stays free
    event.add("class", "PRIVATE")
    if told:
        event.add("description", told)
    return event


def _told(step: Step) -> str:
    return f"Shows that it is done: {step.evidence}" if step.evidence else ""


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", BEFORE)
    return alarm
