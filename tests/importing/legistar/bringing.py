"""Bringing a city in, and what came of it beside its source."""

from typing import Any

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from govapp.commands.archive import import_past
from govapp.config import Settings
from govapp.database import db
from govapp.importing.models import Origin
from govapp.record.cards import MeetingCard
from govapp.record.models import PublishedPage
from govapp.record.published import head
from tests.importing.legistar.server import (
    City,
    Row,
)

WORDS = {
    "Affirmative": "yes",
    "Negative": "no",
    "Abstain": "abstain",
    "Absent": "absent",
    "Excused": "excused",
    "Medical": "excused",
    "Maternity": "excused",
    "Non-voting": "not_voting",
    "Present": "present",
}


def run(settings: Settings, city: City, *options: str) -> tuple[int, list[str]]:
    """Bring a city in; return how the command ended and what it found odd."""
    done = CliRunner().invoke(
        import_past,
        ["legistar", city.address, "--client", "council", *options],
        obj=settings,
    )
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    lines = [line for line in done.output.splitlines() if line and "━" not in line]
    return done.exit_code, lines


def told(skipped: int = 0, refused: int = 0, **counts: int) -> str:
    words = ("added", "corrected", "unchanged")
    done = ", ".join(f"{counts.get(word, 0)} {word}" for word in words)
    return (
        f"Meetings: {done}, {skipped} not changed since they were read, "
        f"{refused} refused."
    )


def count_entries(app: Flask) -> int:
    with app.app_context():
        return head()


def map_cards(app: Flask) -> dict[int, MeetingCard]:
    """Return what everyone reads of each meeting, by its id in the source."""
    with app.app_context():
        rows = db.session.execute(
            select(Origin.key, PublishedPage.card)
            .join(PublishedPage, PublishedPage.subject == "meeting:" + Origin.local)
            .where(Origin.kind == "event")
        )
        return {key: MeetingCard.read(card) for key, card in rows}


def compare(event: Row, card: MeetingCard, data: dict[str, Any]) -> None:
    """Compare a meeting with its source: time, place, items in order, every vote."""
    notice = card.notice
    assert notice.start_local[:10] == event["EventDate"][:10]
    assert notice.bodies[0].name == event["EventBodyName"]
    is_off = event["EventAgendaStatusName"] == "Deferred"
    assert card.state == ("postponed" if is_off else "scheduled")
    assert notice.note == (event["EventComment"] or "")
    assert (card.recording.url if card.recording else None) == event["EventVideoPath"]
    assert card.result is not None
    files = [event["EventAgendaFile"], event["EventMinutesFile"]]
    assert [link.url for link in card.result.links] == [file for file in files if file]
    ordered = sorted(
        event["EventItems"], key=lambda row: row["EventItemMinutesSequence"] or 0
    )
    if all(row["EventItemMinutesSequence"] for row in ordered):
        assert [item.number for item in card.result.items] == [
            row["EventItemAgendaNumber"] or "" for row in ordered
        ]
    motions = {motion.id: motion for motion in card.motions}
    people = {
        row["PersonId"]: " ".join(row["PersonFullName"].split())
        for row in data["persons"]
    }
    for row in ordered:
        votes = data["votes"].get(str(row["EventItemId"]), [])
        if not votes:
            continue
        (taken,) = motions[f"m{row['EventItemId']}"].rounds
        assert {each.person.name: each.option for each in taken.ballots} == {
            people[vote["VotePersonId"]]: WORDS[vote["VoteValueName"]] for vote in votes
        }
        assert (taken.declared, taken.computed) == ("pass", "pass")
    linked = sum(len(item.links) for item in card.result.items)
    assert linked == sum(len(row["EventItemMatterAttachments"]) for row in ordered)
