"""The rows that votes and attendance make in the projection: pure functions."""

from collections.abc import Iterator
from datetime import timedelta

from govapp import clock
from govapp.record.cards import MeetingCard
from govapp.record.rows import Row
from govapp.record.shapes.base import Frozen
from govapp.record.shapes.sittings import (
    Ballot,
    Motion,
    Option,
    Presence,
    Round,
    Stay,
    Tally,
)

AWAY = {Option.ABSENT: "absent", Option.EXCUSED: "excused"}
MINUTE = timedelta(minutes=1)


class MotionLine(Frozen):
    """What a list across meetings says of a motion that was voted on.

    `item` is the key of its item, empty where the meeting has none; `number` and
    `title` are the item's.
    """

    meeting: str
    id: str
    item: str = ""
    number: str = ""
    title: str = ""
    text: str = ""
    kind: str = "main"
    mover: str = ""
    seconder: str = ""
    outcome: str = ""
    tally: Tally = Tally()


def motion_rows(card: MeetingCard) -> list[Row]:
    """Return a row for each motion with the vote on it that counts."""
    notice = card.notice
    return [
        {
            "meeting": card.number,
            "motion": motion.id,
            "body": motion.body.slug,
            "item": motion.item,
            "position": position,
            "start_at": clock.instant(notice.start_at),
            "local_date": notice.start_local[:10],
            "outcome": deciding.declared or deciding.computed,
            "line": _line(card, motion, deciding).canonical(),
        }
        for position, (motion, deciding) in enumerate(_decided(card))
    ]


def vote_rows(card: MeetingCard) -> list[Row]:
    """Return a row for each member's line in these votes, if it is known whose."""
    return [
        {
            "meeting": card.number,
            "motion": motion.id,
            "person": line.person.slug,
            "name": line.person.name,
            "option": line.option,
            "recused_on": ", ".join(item.number for item in line.recused_on),
        }
        for motion, deciding in _decided(card)
        for line in _ballots(deciding)
    ]


def presence_rows(card: MeetingCard) -> list[Row]:
    """Return a row for each member of a body who was there, or was missed.

    Whom no attendance names was there where a vote was cast, else is said to be away as
    the votes say it.
    """
    told: dict[tuple[str, str], tuple[str, str, int]] = {}
    for motion, deciding in _decided(card):
        for line in _ballots(deciding):
            person, away = line.person, AWAY.get(line.option)
            key = (motion.body.slug, person.slug)
            if key not in told or not away:
                told[key] = (person.name, away or "present", 0)
    told |= {
        (each.body.slug, each.person.slug): (
            each.person.name,
            each.status,
            _minutes(each, card.adjourned_at),
        )
        for each in card.presences
        if each.person.slug
    }
    return [
        {
            "meeting": card.number,
            "body": body,
            "person": person,
            "name": name,
            "status": status,
            "minutes": minutes,
            "start_at": clock.instant(card.notice.start_at),
            "local_date": card.notice.start_local[:10],
        }
        for (body, person), (name, status, minutes) in told.items()
    ]


def _decided(card: MeetingCard) -> Iterator[tuple[Motion, Round]]:
    """Yield the motions on which a vote counts, each once."""
    seen: set[str] = set()
    for motion in card.motions:
        deciding = motion.deciding
        if deciding is not None and motion.id not in seen:
            seen.add(motion.id)
            yield motion, deciding


def _ballots(deciding: Round) -> Iterator[Ballot]:
    seen: set[str] = set()
    for ballot in deciding.ballots:
        if ballot.person.slug and ballot.person.slug not in seen:
            seen.add(ballot.person.slug)
            yield ballot


def _minutes(presence: Presence, adjourned: str) -> int:
    """Count the minutes somebody was there, 0 where a time is not known."""
    spans = [_span(stay, adjourned) for stay in presence.stays]
    return 0 if None in spans else sum(span or 0 for span in spans)


def _span(stay: Stay, adjourned: str) -> int | None:
    until = stay.left or adjourned
    if not (stay.arrived and until):
        return None
    return max(0, (clock.instant(until) - clock.instant(stay.arrived)) // MINUTE)


def _line(card: MeetingCard, motion: Motion, deciding: Round) -> MotionLine:
    number, title = _item(card, motion)
    return MotionLine(
        meeting=card.number,
        id=motion.id,
        item=motion.item,
        number=number,
        title=title,
        text=motion.text,
        kind=motion.kind,
        mover=motion.mover.name if motion.mover else "",
        seconder=motion.seconder.name if motion.seconder else "",
        outcome=deciding.declared or deciding.computed,
        tally=deciding.tally,
    )


def _item(card: MeetingCard, motion: Motion) -> tuple[str, str]:
    """Return number and title of the item that a motion was made on."""
    for item in card.agenda.walk() if card.agenda else ():
        if item.key == motion.item:
            return item.number, item.title
    for told in card.result.items if card.result else ():
        if motion in told.motions:
            return told.number, told.title
    return "", ""
