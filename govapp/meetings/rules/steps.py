"""How far a meeting is: the steps of its strip, and what each still misses."""

from dataclasses import dataclass

from govapp.notices.rules.duties import Due

NAMES = ("plan", "agenda", "post", "meet", "minutes", "done")


@dataclass(frozen=True)
class Waiting:
    """Something that must be posted by a deadline: the notice or the agenda.

    `is_near` says that the house date is here, `is_late` that the deadline is past.
    """

    what: str
    due: Due
    is_near: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class Standing:
    """What the steps depend on, as plain values.

    `state` is the meeting's, `minutes` the minutes' ("" before they are begun); of a
    tentative date everybody knows, though it is not confirmed;
    `posted` is the agenda's version in force, 0 for none; `is_changed` says that the
    desk's agenda differs from it, `is_notice_changed` likewise of the notice. `waiting`
    are the deadlines of what is not posted yet, the strictest first.
    """

    state: str
    is_tentative: bool = False
    is_over: bool = False
    items: int = 0
    without_document: int = 0
    without_basis: int = 0
    posted: int = 0
    is_changed: bool = True
    is_notice_changed: bool = False
    minutes: str = ""
    reports_due: int = 0
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class Missing:
    """Something a step lacks: what, and how many, which version or by when."""

    what: str
    count: int = 0
    waiting: Waiting | None = None


@dataclass(frozen=True)
class Step:
    """One step: done, current, due, late or todo, and what it misses."""

    name: str
    state: str
    missing: tuple[Missing, ...] = ()


def list_steps(standing: Standing) -> tuple[Step, ...]:
    """Return the steps in their order; after the plan, one is current."""
    done, missing = _done(standing), _missing(standing)
    is_off = standing.state in {"cancelled", "postponed"}
    first = next((name for name in NAMES[1:] if not done[name]), "")
    steps = []
    for name in NAMES:
        state = "done" if done[name] else "todo"
        if is_off and name == "meet":
            state = "late" if standing.state == "cancelled" else "due"
        elif name in {"plan", "meet"} and missing[name]:
            state = "due"
        elif name == first and not is_off:
            state = "current"
        waiting = [lack.waiting for lack in missing[name] if lack.waiting]
        if any(one.is_late for one in waiting):
            state = "late"
        elif any(one.is_near for one in waiting):
            state = "due"
        steps.append(Step(name, state, missing[name]))
    return tuple(steps)


def _done(standing: Standing) -> dict[str, bool]:
    is_posted = bool(standing.posted) and not standing.is_changed
    is_ready = bool(standing.items) and not (
        standing.without_basis or standing.without_document
    )
    is_approved = standing.minutes == "approved"
    return {
        "plan": standing.state != "draft"
        and not (standing.is_notice_changed or standing.is_tentative),
        "agenda": is_posted or is_ready,
        "post": is_posted,
        "meet": standing.is_over and standing.state not in {"cancelled", "postponed"},
        "minutes": is_approved,
        "done": is_approved,
    }


def _missing(standing: Standing) -> dict[str, tuple[Missing, ...]]:
    agenda = post = meet = minutes = ()  # type: tuple[Missing, ...]
    if not standing.items:
        agenda = (Missing("items"),)
    else:
        agenda = tuple(
            Missing(what, count)
            for what, count in (
                ("basis", standing.without_basis),
                ("document", standing.without_document),
            )
            if count
        )
    if not standing.posted:
        post = (Missing("posting"),)
    elif standing.is_changed:
        post = (Missing("changes", standing.posted),)
    is_off = standing.state in {"cancelled", "postponed"}
    if is_off:
        meet = (Missing(standing.state),)
    elif standing.reports_due:
        meet = (Missing("reports", standing.reports_due),)
    if standing.is_over and standing.minutes != "approved" and not is_off:
        minutes = (Missing(f"minutes_{standing.minutes or 'unbegun'}"),)
    plan = _missing_of_plan(standing) + _list_first(standing.waiting, "notice")
    post += _list_first(standing.waiting, "agenda")
    found = (plan, agenda, post, meet, minutes, ())
    return dict(zip(NAMES, found, strict=True))


def _list_first(waiting: tuple[Waiting, ...], what: str) -> tuple[Missing, ...]:
    """Return the strictest deadline of the notice or of the agenda, if any waits."""
    first = next((one for one in waiting if one.what == what), None)
    return (Missing("post_by", waiting=first),) if first else ()


def _missing_of_plan(standing: Standing) -> tuple[Missing, ...]:
    if standing.state == "draft":
        return (Missing("unposted_notice"),)
    if standing.is_tentative and standing.state != "cancelled":
        return (Missing("tentative"),)
    return (Missing("changed_notice"),) if standing.is_notice_changed else ()
