"""Bodies as posted: all of them, and one with those around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, exists, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.cards import BodyCard
from govapp.record.models import PublishedDate, PublishedMeeting, PublishedPage
from govapp.record.published import find_page
from govapp.record.shapes.bodies import Body

DISSOLVED = "dissolved"
SUBJECT = "body:"


@dataclass(frozen=True)
class Branch:
    """A body and those that belong to it."""

    body: Body
    below: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Page:
    """One body with the bodies its page names."""

    card: BodyCard
    below: tuple[Body, ...]
    predecessors: tuple[Body, ...]
    has_agenda: bool = False


def find_card(slug: str) -> BodyCard | None:
    """Return a body as posted, or None before it was."""
    card = find_page(SUBJECT + slug)
    return BodyCard.read(card) if card else None


def get_card(slug: str) -> BodyCard:
    """Return a body as posted; raises NotFoundError."""
    card = find_card(slug)
    if card is None:
        raise NotFoundError
    return card


def list_bodies() -> tuple[Body, ...]:
    """Return every posted body in the order of the public list."""
    cards = db.session.scalars(
        select(PublishedPage.card)
        .where(PublishedPage.subject.startswith(SUBJECT))
        .order_by(PublishedPage.sort_key, PublishedPage.subject)
    )
    return tuple(BodyCard.read(card).body for card in cards)


def list_tree(bodies: Iterable[Body]) -> tuple[Branch, ...]:
    """Arrange the bodies that still are by what they belong to.

    A body whose parent is dissolved or was not posted stands by itself, and so does
    one of a ring, which bodies posted at different times can make.
    """
    active = [body for body in bodies if body.status != DISSOLVED]
    known = {body.slug for body in active}
    below: dict[str, list[Body]] = {}
    for body in active:
        parent = body.parent.slug if body.parent else ""
        below.setdefault(parent if parent in known else "", []).append(body)
    seen: set[str] = set()

    def grow(level: Iterable[Body]) -> tuple[Branch, ...]:
        found = []
        for body in level:
            if body.slug not in seen:
                seen.add(body.slug)
                found.append(Branch(body, grow(below.get(body.slug, ()))))
        return tuple(found)

    return (*grow(below.get("", ())), *grow(active))


def list_dissolved(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Return the bodies that no longer are, the last to go first."""
    gone = [body for body in bodies if body.status == DISSOLVED]
    return tuple(sorted(gone, key=lambda body: body.dissolved_on, reverse=True))


def get_page(slug: str) -> Page:
    """Return a body with those around it; raises NotFoundError."""
    # Whatever names the body has its slug in the card, which saves reading the others.
    rows = db.session.execute(
        select(PublishedPage.card, exists(_newest_agenda(slug)))
        .where(
            PublishedPage.subject.startswith(SUBJECT),
            PublishedPage.card.contains(f'"slug":"{slug}"', autoescape=True),
        )
        .order_by(PublishedPage.sort_key, PublishedPage.subject)
    ).all()
    cards = [BodyCard.read(card) for card, _ in rows]
    own = next((card for card in cards if card.body.slug == slug), None)
    if own is None:
        raise NotFoundError
    bodies = [card.body for card in cards]
    return Page(
        card=own,
        below=tuple(
            body
            for body in bodies
            if body.parent and body.parent.slug == slug and body.status != DISSOLVED
        ),
        predecessors=tuple(
            body for body in bodies if body.successor and body.successor.slug == slug
        ),
        has_agenda=bool(rows[0][1]),
    )


def find_agenda_number(slug: str) -> str | None:
    """Return the meeting with the newest agenda of a body, or None without one."""
    return db.session.scalar(_newest_agenda(slug))


def _newest_agenda(slug: str) -> Select[str]:
    return (
        select(PublishedDate.number)
        .join(PublishedMeeting, PublishedMeeting.number == PublishedDate.number)
        .where(
            PublishedDate.body == slug,
            PublishedDate.is_moved.is_(False),
            PublishedMeeting.has_agenda.is_(True),
            PublishedMeeting.state != "cancelled",
        )
        .order_by(PublishedDate.start_at.desc(), PublishedDate.number.desc())
        .limit(1)
    )
