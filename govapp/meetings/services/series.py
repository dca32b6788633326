"""Planning a body's meetings of a year, date by date; nothing is posted here."""

from datetime import date, time

from sqlalchemy import select

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Series, SeriesDate
from govapp.meetings.queries.plans import Proposal
from govapp.meetings.rules import recurrence, times
from govapp.meetings.rules.recurrence import Kind, Rule

YEARS = range(1900, 2199)


@atomic
def plan_series(
    actor: Actor,
    *,
    body: Body,
    year: int,
    rule: Rule,
    before: Body | None = None,
    start: time | None = None,
    minutes: int = 0,
    **details: str,
) -> Series:
    """Plan meetings of a body in a year by a rule.

    `before` is the body whose meetings theirs precede. Without `start` the time is not
    known yet, with 0 `minutes` the end is not.
    """
    series = Series(body=body, year=year, start=write_start(start), minutes=minutes)
    for name, value in details.items():
        setattr(series, name, value)
    _set_rule(series, rule, before)
    db.session.add(series)
    db.session.flush()
    _audit(actor, "series.planned", series, f"{year}, {rule.kind}")
    return series


@atomic
def change_rule(
    actor: Actor,
    series: Series,
    *,
    row_version: int,
    rule: Rule,
    before: Body | None = None,
) -> None:
    """Plan the dates that are not posted yet by another rule; raises StaleError.

    What was decided of a date stays with it, as far as the new rule has it too.
    """
    _hold(series)
    if series.row_version != row_version:
        raise StaleError
    _set_rule(series, rule, before)
    db.session.flush()
    _audit(actor, "series.ruled", series, rule.kind)


@atomic
def remove_series(actor: Actor, series: Series) -> None:
    """Take back a plan of which nothing was posted."""
    _hold(series)
    if any(each.meeting_id for each in series.decisions):
        raise RuleError("Some of its dates are posted: end the series instead.")
    _audit(actor, "series.removed", series, str(series.year))
    db.session.delete(series)
    db.session.flush()


@atomic
def move_date(
    actor: Actor, proposal: Proposal, *, seen: str, day: date, start: time | None
) -> None:
    """Plan a date on another day, or at another time; raises StaleError.

    `seen`, here and below, is what the date was like when this was decided.
    """
    series = proposal.series
    if day.year not in {series.year - 1, series.year, series.year + 1}:
        raise RuleError("Choose a day of the year that is planned.", "day")
    if times.span(day, start, series.minutes, series.body.time_zone) is None:
        raise RuleError(
            "This time does not exist on this day: clocks go forward past it. "
            "Choose another time.",
            "start",
        )
    decision = _decide(proposal, seen)
    decision.day = "" if day == proposal.rule_day else day.isoformat()
    typed = write_start(start)
    decision.start = "" if typed == series.start else typed
    decision.kept, decision.is_dropped = "", False
    _settle(actor, proposal, f"moved to {day.isoformat()} {typed}".strip())


@atomic
def drop_date(actor: Actor, proposal: Proposal, *, seen: str) -> None:
    """Plan no meeting on a date after all."""
    _decide(proposal, seen).is_dropped = True
    _settle(actor, proposal, "dropped")


@atomic
def keep_date(actor: Actor, proposal: Proposal, *, seen: str) -> None:
    """Keep a date despite what speaks against it."""
    if proposal.span is None:
        raise RuleError("Its time does not exist on this day: move or drop it.")
    decision = _decide(proposal, seen)
    decision.kept = "\n".join(each.key for each in proposal.concerns)
    _settle(actor, proposal, "kept")


@atomic
def reset_date(actor: Actor, proposal: Proposal, *, seen: str) -> None:
    """Let a date be again as its rule has it."""
    decision = _decide(proposal, seen)
    decision.day, decision.start, decision.kept = "", "", ""
    decision.is_dropped = False
    _settle(actor, proposal, "reset")


def write_start(start: time | None) -> str:
    """Write a wall time as series keep it."""
    return f"{start:%H:%M}" if start else ""


def _set_rule(series: Series, rule: Rule, before: Body | None) -> None:
    _check_rule(series, rule, before)
    series.rule = rule.kind
    series.ordinals = " ".join(map(str, rule.ordinals))
    series.weekday = rule.weekday
    series.months = " ".join(map(str, sorted(rule.months)))
    series.before = before if rule.kind == Kind.BEFORE else None
    series.days_before = rule.days_before
    series.dates = " ".join(sorted({day.isoformat() for day in rule.dates}))


def _check_rule(series: Series, rule: Rule, before: Body | None) -> None:
    if series.year not in YEARS:
        raise RuleError("Give a year between 1900 and 2198.", "year")
    match rule.kind:
        case Kind.BEFORE:
            _check_before(series, before)
        case Kind.DATES:
            _check_dates(series, rule)
        case _ if not rule.ordinals:
            raise RuleError("Say which of these weekdays: tick one.", "ordinals")
        case Kind.MONTH if not rule.months:
            raise RuleError("Say in which months: tick one.", "months")


def _check_before(series: Series, before: Body | None) -> None:
    if before is None:
        raise RuleError(
            "Choose the body before whose meetings this one meets.", "before"
        )
    rows = db.session.execute(
        select(Series.body_id, Series.before_body_id).where(
            Series.year == series.year,
            Series.before_body_id.is_not(None),
            Series.is_ended.is_(False),
            Series.id != (series.id or 0),
        )
    )
    links = [(one, other) for one, other in rows if other]
    if recurrence.goes_in_circles(series.body.id, before.id, links):
        raise RuleError(
            "The meetings of that body are planned by this one's. Choose another.",
            "before",
        )


def _check_dates(series: Series, rule: Rule) -> None:
    if not rule.dates:
        raise RuleError("Give at least one date.", "dates")
    for day in rule.dates:
        if day.year != series.year:
            raise RuleError(
                "%(day)s is not in %(year)s.",
                "dates",
                day=day.isoformat(),
                year=series.year,
            )


def _hold(series: Series) -> None:
    """Hold a series for this transaction, as it is now."""
    lock = select(Series.id).where(Series.id == series.id).with_for_update()
    db.session.execute(lock)
    db.session.refresh(series, ["row_version"])


def _decide(proposal: Proposal, seen: str) -> SeriesDate:
    """Return what to write a decision down on; raises StaleError, RuleError."""
    _hold(proposal.series)
    decision = db.session.scalar(
        select(SeriesDate)
        .where(
            SeriesDate.series_id == proposal.series.id, SeriesDate.key == proposal.key
        )
        .execution_options(populate_existing=True)
    )
    if decision and decision.meeting_id:
        raise RuleError("This date is posted: change the meeting itself.")
    version = decision.row_version if decision else 0
    if (proposal.seen, proposal.version) != (seen, version):
        raise StaleError
    if decision is None:
        decision = SeriesDate(key=proposal.key)
        proposal.series.decisions.append(decision)
    return decision


def _settle(actor: Actor, proposal: Proposal, what: str) -> None:
    db.session.flush()
    detail = f"{proposal.key}, {proposal.day.isoformat()}: {what}"
    _audit(actor, "series.decided", proposal.series, detail)


def _audit(actor: Actor, action: str, series: Series, detail: str) -> None:
    audit.record(
        actor, action, f"series:{series.id}", body_id=series.body_id, detail=detail
    )
