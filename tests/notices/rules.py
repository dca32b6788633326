"""Rules of notice for tests, and binding a body by them."""

from datetime import date
from typing import Any

from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.database import db
from govapp.notices.queries.rule_sets import list_shipped
from govapp.notices.rules.calendars import Calendar
from govapp.notices.rules.duties import Bound
from govapp.notices.services import rule_sets
from govapp.record.shapes.notices import Duty, Rule, RuleSet

FIRST = date(2026, 1, 1)
SHIPPED = {rules.code: rules for rules in list_shipped()}
BAGLEY_KEENE = SHIPPED["us-ca-bagley-keene"]
BROWN = SHIPPED["us-ca-brown"]
SUNSHINE = SHIPPED["us-sunshine"]
CORPORATIONS = SHIPPED["us-ca-corp-5211"]
DRAFT = SHIPPED["caiso-open-meeting-policy"]


def make_rule(code: str = "town-regular", **other: Any) -> Rule:
    """Return a rule: seven days before a regular meeting, on the website."""
    values: dict[str, Any] = {
        "code": code,
        "kinds": ("regular",),
        "what": "notice_and_agenda",
        "anchor": "meeting_date",
        "amount": 7,
        "unit": "calendar_days",
        "channels": ("website",),
        "severity": "bylaw",
        "basis": "read",
    }
    return Rule(**values | other)


def make_rules(*rules: Rule, code: str = "town", **other: Any) -> RuleSet:
    """Return a rule set that binds from the first of 2026 on."""
    values: dict[str, Any] = {"title": "Town charter", "start_on": FIRST.isoformat()}
    return RuleSet(code=code, rules=rules or (make_rule(),), **values | other)


def make_bound(
    *sets: RuleSet, codes: tuple[str, ...] = ("US-CA",), closed: str = ""
) -> Bound:
    """Return a body that meets, with its rule sets and the days of its office."""
    days = frozenset(date.fromisoformat(day) for day in closed.split())
    return Bound(sets, Calendar(codes, days))


def make_duty(**other: Any) -> Duty:
    """Return a duty that was due at the end of December 6, 2026, Pacific time."""
    values: dict[str, Any] = {
        "rule_set": "town",
        "rule": "town-regular",
        "title": "Town charter",
        "what": "notice_and_agenda",
        "channels": ("website",),
        "amount": 10,
        "unit": "calendar_days",
        "due_at": "2026-12-07T07:59:59.999Z",
        "is_whole_day": True,
        "severity": "bylaw",
    }
    return Duty(**values | other)


def bind(
    app: Flask, *found: RuleSet, slug: str = "board", start_on: date = FIRST
) -> None:
    """Attach rule sets to a body and post it."""
    with app.app_context():
        body = queries.get_body(slug)
        for rules in found:
            rule_sets.attach_rule_set(SYSTEM, body, rules=rules, start_on=start_on)
        committees.post_changes(SYSTEM, body)
        db.session.commit()
