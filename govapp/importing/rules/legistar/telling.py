"""What a Legistar installation tells of a meeting, as it is posted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.legistar import rows, words
from govapp.importing.rules.legistar.cells import read_clock
from govapp.importing.rules.legistar.rows import EventRow, ItemRow
from govapp.importing.rules.results import Said
from govapp.importing.rules.rolls import Roll
from govapp.importing.rules.votes import judge
from govapp.record.shapes.base import File
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.results import Link, ReportedItem, Result
from govapp.record.shapes.sittings import Ballot, Motion, Presence, Round, Tally
from govapp.sittings.rules import decisions

ROLL_CALL = "roll_call"
COUNTED = re.compile(r"(\d{1,4})\s*[:–-]\s*(\d{1,4})")
FLAGS: dict[int | None, str] = {1: "pass", 0: "fail"}
PLACE = 300


@dataclass(frozen=True)
class Bundle:
    """A meeting as it was read: its row with its items, and what belongs to those."""

    event: EventRow
    items: tuple[ItemRow, ...]
    votes: Mapping[int, tuple[rows.VoteRow, ...]]
    roll_calls: Mapping[int, tuple[rows.RollCallRow, ...]]

    @property
    def people(self) -> dict[int, str]:
        """Whoever is named in it by an id, with the name."""
        return {key: name for key, name in self._named() if key is not None}

    @property
    def matters(self) -> dict[int, ItemRow]:
        """The matters it is about, each with an item that tells of it."""
        known = {row.matter_id: row for row in reversed(self.items)}
        return {key: row for key, row in known.items() if key is not None}

    def _named(self) -> Iterator[tuple[int | None, str]]:
        for item in self.items:
            yield item.mover_id, item.mover
            yield item.seconder_id, item.seconder
        for called in self.roll_calls.values():
            yield from ((each.person_id, each.person_name) for each in called)
        for cast in self.votes.values():
            yield from ((each.person_id, each.person_name) for each in cast)


@dataclass(frozen=True)
class Known:
    """Who and what is meant by the ids of a meeting, and how its body decides.

    `copies` are files of ours by the addresses of what they are copies of.
    """

    roll: Roll
    people: Mapping[int, PersonRef]
    matters: Mapping[int, MatterRef]
    copies: Mapping[str, File] = field(default_factory=dict)

    def find(self, key: int | None, name: str) -> PersonRef | None:
        """Say who is meant; who has no id is kept by name alone."""
        if key is not None and key in self.people:
            return self.people[key]
        return PersonRef(slug="", name=name) if name else None

    def link(self, label: str, url: str) -> Link:
        """Say where a paper is kept, and what we have of it."""
        return Link(label=label, url=url, file=self.copies.get(url))


@dataclass(frozen=True)
class When:
    """When a meeting begins; `is_all_day` where no time is told."""

    start: datetime
    is_all_day: bool


def read_bundle(
    raw: Mapping[str, Any],
    votes: Mapping[int, object],
    roll_calls: Mapping[int, object],
    found: Findings,
) -> Bundle | None:
    """Read all that was answered of a meeting."""
    event = rows.read_row(EventRow, raw, "events", found)
    if event is None:
        return None
    place = f"events/{event.id}"
    items = rows.list_items(raw, place, found)
    return Bundle(
        event=event,
        items=tuple(items),
        votes={
            key: tuple(rows.read_rows(rows.VoteRow, each, f"{place}/votes", found))
            for key, each in votes.items()
        },
        roll_calls={
            key: tuple(
                rows.read_rows(rows.RollCallRow, each, f"{place}/rollcalls", found)
            )
            for key, each in roll_calls.items()
        },
    )


def read_when(event: EventRow, day: date) -> When:
    """Return when a meeting begins."""
    at = read_clock(event.time)
    return When(datetime.combine(day, at or time()), is_all_day=at is None)


def note_of(event: EventRow) -> str:
    """Return what is to be said of a meeting in its notice."""
    parts = [event.comment]
    if event.time and read_clock(event.time) is None:
        parts.append(f"Time: {event.time}.")
    if len(event.location) > PLACE:
        parts.append(event.location)
    return "\n".join(part for part in parts if part)


def tell(bundle: Bundle, known: Known, found: Findings) -> Result:
    """Tell what a meeting came to."""
    teller = _Teller(f"events/{bundle.event.id}", known, found)
    event = bundle.event
    links = (("Agenda", event.agenda_file), ("Minutes", event.minutes_file))
    return Result(
        items=tuple(teller.item(row, bundle) for row in bundle.items),
        presences=teller.presences(bundle),
        links=tuple(known.link(label, url) for label, url in links if url),
        sources=(event.site_url,) if event.site_url else (),
        is_quoted=True,
    )


@dataclass
class _Teller:
    place: str
    known: Known
    found: Findings

    def note(self, reason: str) -> None:
        self.found.append(Finding(self.place, reason))

    def item(self, row: ItemRow, bundle: Bundle) -> ReportedItem:
        if not row.title:
            self.note("items are kept, though they have no title")
        motion = self.motion(row, bundle.votes.get(row.id, ()))
        said = "" if motion and row.action_text == motion.text else row.action_text
        notes = (row.agenda_note, row.minutes_note, said)
        return ReportedItem(
            number=row.agenda_number,
            title=row.title or row.matter_name,
            kind=ROLL_CALL if row.roll_call_flag else "",
            links=tuple(
                self.known.link(paper.name or paper.hyperlink, paper.hyperlink)
                for paper in row.papers
            ),
            result=row.action_name,
            tally=row.tally,
            note="\n\n".join(dict.fromkeys(note for note in notes if note)),
            motions=(motion,) if motion else (),
            matter=self.known.matters.get(row.matter_id or 0),
        )

    def motion(self, row: ItemRow, votes: tuple[rows.VoteRow, ...]) -> Motion | None:
        mover = self.known.find(row.mover_id, row.mover)
        if not votes and row.passed_flag is None and mover is None:
            return None
        outcome = FLAGS.get(row.passed_flag, "")
        counted = COUNTED.search(row.tally)
        told = Tally(yes=int(counted[1]), no=int(counted[2])) if counted else Tally()
        said = Said(result=row.action_name, outcome=outcome)
        return Motion(
            id=f"m{row.id}",
            body=self.known.roll.body,
            text=row.action_text or row.action_name,
            mover=mover,
            seconder=self.known.find(row.seconder_id, row.seconder),
            state={"pass": "adopted", "fail": "lost"}.get(outcome, ""),
            rounds=self.rounds(votes, told, said),
        )

    def rounds(
        self, votes: tuple[rows.VoteRow, ...], told: Tally, said: Said
    ) -> tuple[Round, ...]:
        ballots: dict[str, Ballot] = {}
        odd: list[str] = []
        for vote in votes:
            person = self.known.find(vote.person_id, vote.person_name)
            if person is None:
                self.note("votes of nobody are left out")
                continue
            option = words.read_option(vote, self.place, self.found)
            ballot = Ballot(person=person, option=option)
            kept = ballots.setdefault(person.slug or person.name, ballot)
            if kept != ballot:
                self.note("a second, other vote of the same member is left out")
            elif not words.is_plain(option, vote.value_name) and kept is ballot:
                odd.append(f"{person.name}: “{vote.value_name}”")
        if not ballots:
            is_told = said.outcome or told != Tally()
            return (Round(tally=told, declared=said.outcome),) if is_told else ()
        lines = tuple(ballots.values())
        tally = decisions.count(ballot.option for ballot in lines)
        judged = judge(self.known.roll, lines, tally, told, said)
        if not odd:
            return (judged,)
        note = f"{judged.note} In the source’s words: {'; '.join(odd)}.".strip()
        return (judged.model_copy(update={"note": note}),)

    def presences(self, bundle: Bundle) -> tuple[Presence, ...]:
        """Return who was there by all roll calls: who came later was there."""
        told: dict[str, Presence] = {}
        for row in bundle.items:
            for call in bundle.roll_calls.get(row.id, ()):
                person = self.known.find(call.person_id, call.person_name)
                if person is None:
                    self.note("roll calls of nobody are left out")
                    continue
                status = words.read_status(call.value_name, self.place, self.found)
                key = person.slug or person.name
                if key not in told or status == "present":
                    told[key] = Presence(
                        person=person, body=self.known.roll.body, status=status
                    )
        return tuple(told.values())
