"""Each act at the builder is kept as the rows it touched, and undone by them.

The rows are kept until the agenda is posted.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import delete, insert, select, update

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Document
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.changes import AgendaChange
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.changes import NOTE, SEEN_BY
from govapp.meetings.rules import undoing
from govapp.meetings.rules.undoing import COUNTER, FILE, ITEM, Row, State, Step

P = ParamSpec("P")
R = TypeVar("R")
KEEPING = "keeps_changes"


def undoable(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a service does to an agenda, so that it can be undone.

    Its second argument is the meeting, or something on its agenda; `to`, if it takes
    it, another meeting that it touches. What it calls is part of the same act.
    """

    @wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        if KEEPING in db.session.info:
            return function(*args, **kwargs)
        actor, subject = args[:2]
        meetings = _touched(subject, kwargs.get("to"))
        for meeting in sorted(meetings, key=lambda each: each.id):
            agendas.lock_items(meeting)
        title = _title(subject)
        before = changes.read_state([meeting.id for meeting in meetings])
        db.session.info[KEEPING] = True
        try:
            result = function(*args, **kwargs)
        finally:
            del db.session.info[KEEPING]
        db.session.flush()
        after = changes.read_state([meeting.id for meeting in meetings])
        steps = undoing.list_steps(before, after)
        if steps:
            _keep(actor, function.__name__, meetings, title or _title(result), steps)
        return result

    return inner


@atomic
def undo_change(actor: Actor, change: AgendaChange) -> None:
    """Put back every row that an act touched as it was before it.

    Raises RuleError, changing nothing, where one of them was changed since.
    """
    for meeting in sorted(change.meetings, key=lambda each: each.id):
        agendas.lock_items(meeting)
    steps = read_steps(change)
    now = changes.read_state([meeting.id for meeting in change.meetings])
    newer = undoing.find_newer(steps, now)
    wanted = undoing.take_back(steps, now)
    if newer or not undoing.is_whole(wanted):
        raise _refuse(change, newer)
    _put_back(steps, wanted)
    db.session.execute(delete(AgendaChange).where(AgendaChange.id == change.id))
    db.session.expire_all()
    audit.record(
        actor,
        "agenda.undone",
        f"meeting:{change.meeting_id}",
        body_id=change.body_id,
        detail=f"{change.verb} of {clock.stamp(change.at)}",
    )


def forget_changes(meeting: Meeting) -> None:
    """Let what was done stand: the agenda is posted."""
    chosen = changes.concerns([meeting.id])
    db.session.execute(delete(AgendaChange).where(chosen))


def read_steps(change: AgendaChange) -> dict[str, Step]:
    """Return the rows that an act touched, before and after it."""
    return {name: (step[0], step[1]) for name, step in json.loads(change.rows).items()}


def _touched(subject: Any, other: Any) -> list[Meeting]:
    meeting = subject if isinstance(subject, Meeting) else subject.meeting
    return [meeting, *([other] if other not in {None, meeting} else [])]


def _title(subject: object) -> str:
    if isinstance(subject, AgendaItem):
        return subject.title
    return subject.label if isinstance(subject, Attachment) else ""


def _keep(
    actor: Any,
    verb: str,
    meetings: list[Meeting],
    title: str,
    steps: Mapping[str, Step],
) -> None:
    db.session.add(
        AgendaChange(
            meeting=meetings[0],
            other_meeting=meetings[1] if len(meetings) > 1 else None,
            at=clock.now(),
            actor_id=actor.id,
            actor_name=actor.name,
            verb=verb,
            title=title,
            rows=json.dumps(steps),
        )
    )
    db.session.flush()


def _refuse(change: AgendaChange, newer: list[str]) -> RuleError:
    """Say by whom and how something was changed after an act."""
    for later in changes.list_later(change):
        if not newer or any(name in read_steps(later) for name in newer):
            return RuleError(
                "%(name)s changed the same after this: “%(title)s”. Undo that first, "
                "or change it by hand. Nothing was undone.",
                name=later.actor_name,
                title=later.title,
            )
    return RuleError(
        "What this changed has been changed again since. Change it by hand. Nothing "
        "was undone."
    )


def _put_back(steps: Mapping[str, Step], wanted: State) -> None:
    """Write rows: first what stands above others, last what goes."""
    items = sorted(
        (name for name in steps if name in wanted and name.startswith(ITEM)),
        key=lambda name: undoing.depth(name, wanted),
    )
    for name in items:
        _write_item(name, wanted[name], is_new=steps[name][1] is None)
    for name, (_before, after) in steps.items():
        if name.startswith(FILE):
            _write_file(wanted.get(name), after)
        elif name.startswith(NOTE):
            _write_note(int(name.removeprefix(NOTE)), wanted[name])
    gone = {name: after for name, (_, after) in steps.items() if name not in wanted}
    for key in _deepest_first(gone):
        db.session.execute(delete(AgendaItem).where(AgendaItem.key == key))


def _write_item(name: str, row: Row, *, is_new: bool) -> None:
    key, values = name.removeprefix(ITEM), _values(row, "parent")
    values["parent_id"] = _find_item(row["parent"])
    if is_new:
        db.session.execute(insert(AgendaItem).values(key=key, **values))
        return
    values[COUNTER] = AgendaItem.row_version + 1
    db.session.execute(update(AgendaItem).where(AgendaItem.key == key).values(**values))


def _write_file(row: Row | None, former: Row | None) -> None:
    named = row or former or {}
    document = select(Document.id).where(Document.key == named["document"])
    document_id = db.session.scalars(document).one()
    place = (
        Attachment.document_id == document_id,
        Attachment.meeting_id == named["meeting_id"],
    )
    if row is None:
        db.session.execute(delete(Attachment).where(*place))
        return
    seen_by = {field.key: row[field.key] for field in SEEN_BY}
    values = _values(row, "item", "document", "version", *seen_by)
    values["item_id"] = _find_item(row["item"])
    if former is None:
        # Who may read it was not part of the act, and may be stricter by now.
        db.session.execute(insert(Attachment).values(document_id=document_id, **values))
        return
    values[COUNTER] = Attachment.row_version + 1
    db.session.execute(update(Attachment).where(*place).values(**values))
    db.session.execute(
        update(Document).where(Document.id == document_id).values(**seen_by)
    )


def _write_note(meeting_id: int, row: Row) -> None:
    db.session.execute(
        update(Meeting)
        .where(Meeting.id == meeting_id)
        .values(row_version=Meeting.row_version + 1, **row)
    )


def _values(row: Row, *named: str) -> dict[str, Any]:
    """Return the columns of a row; whoever typed over it before must look again."""
    values = {name: value for name, value in row.items() if name not in named}
    return values | {COUNTER: row[COUNTER] + 1}


def _find_item(key: str) -> int | None:
    return db.session.scalar(select(AgendaItem.id).where(AgendaItem.key == key))


def _deepest_first(gone: Mapping[str, Row | None]) -> Iterator[str]:
    rows = {name: row for name, row in gone.items() if row and name.startswith(ITEM)}
    for name in sorted(rows, key=lambda each: undoing.depth(each, rows), reverse=True):
        yield name.removeprefix(ITEM)
