"""What the rules in force ask for one meeting, the strictest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from govapp import clock
from govapp.notices.rules.calendars import Calendar
from govapp.notices.rules.counting import count_back, house_day
from govapp.record.shapes.notices import Duty, Rule, RuleSet

# A workshop and a closed session are noticed as regular meetings are; a meeting that
# goes on after an adjournment has the notice of the one that was adjourned.
NOTICED_AS = {"workshop": "regular", "closed_only": "regular"}


@dataclass(frozen=True)
class Bound:
    """A body that meets: the rules posted for it, and when its office is open."""

    rule_sets: tuple[RuleSet, ...]
    office: Calendar


@dataclass(frozen=True)
class Due:
    """A duty, and the day by which the office does it."""

    duty: Duty
    house_on: date


def list_dues(
    bodies: Iterable[Bound], *, kind: str, start: datetime, zone: str
) -> tuple[Due, ...]:
    """Return what the posted rules of the bodies that meet ask, the strictest first.

    A rule that two of the bodies have asks for the earlier day of both.
    """
    day = start.astimezone(ZoneInfo(zone)).date()
    found: dict[tuple[str, str], Due] = {}
    for body in bodies:
        for rules, rule in _list_rules(body, kind, day):
            due = _make_due(body, rules, rule, start, zone)
            key = (rules.code, rule.code)
            found[key] = min(due, found.get(key, due), key=_strictness)
    return tuple(sorted(found.values(), key=_strictness))


def is_in_force(rules: RuleSet, day: date) -> bool:
    """Say whether a body's rule set binds the meetings of a day."""
    is_begun = rules.start_on <= day.isoformat()
    return is_begun and (not rules.end_on or day.isoformat() <= rules.end_on)


def is_draft(rules: RuleSet) -> bool:
    """Say whether a rule set has a rule whose text could not be obtained."""
    return any(rule.basis == "missing" for rule in rules.rules)


def _strictness(due: Due) -> tuple[str, str, str]:
    return due.duty.due_at, due.duty.rule_set, due.duty.rule


def _list_rules(body: Bound, kind: str, day: date) -> Iterator[tuple[RuleSet, Rule]]:
    wanted = {kind, NOTICED_AS.get(kind, kind), "any"}
    for rules in body.rule_sets:
        if is_in_force(rules, day):
            for rule in rules.rules:
                if wanted & set(rule.kinds):
                    yield rules, rule


def _make_due(
    body: Bound, rules: RuleSet, rule: Rule, start: datetime, zone: str
) -> Due:
    office = body.office
    codes = (rules.calendar,) if rules.calendar else office.codes
    counted = Calendar(codes, office.closed)
    deadline = count_back(
        start,
        zone,
        amount=rule.amount,
        unit=rule.unit,
        anchor=rule.anchor,
        calendar=counted,
    )
    duty = Duty(
        rule_set=rules.code,
        rule=rule.code,
        title=rules.title,
        what=rule.what,
        channels=rule.channels,
        amount=rule.amount,
        unit=rule.unit,
        due_at=clock.stamp(deadline.at),
        is_whole_day=deadline.is_whole_day,
        skipped=tuple(day.isoformat() for day in deadline.skipped),
        calendars=codes if rule.unit == "business_days" else (),
        citation=rule.citation,
        severity=rule.severity,
        alternative_to=rule.alternative_to,
        waiver=rule.waiver,
    )
    return Due(duty, house_day(deadline.at, zone, office))
