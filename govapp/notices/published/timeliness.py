"""How soon a body posts, as the record tells it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.notices.rules.timeliness import Timeliness, measure, needs_agendas
from govapp.record.cards import MeetingCard
from govapp.record.models import PUBLIC, PublishedDate, PublishedPage, RecordEntry
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda

SUBJECT = "meeting:"


def list_years(body: str) -> tuple[str, ...]:
    """Return the years in which meetings of a body stand, latest first."""
    year = func.substr(PublishedDate.local_date, 1, 4)
    query = select(year).distinct().where(*_stands(body)).order_by(year.desc())
    return tuple(db.session.scalars(query))


def choose_year(given: Mapping[str, str], years: Sequence[str], today: date) -> str:
    """Read which year is asked for: else this one, or the last in which it met.

    Raises NotFoundError where no meeting stands in that year.
    """
    asked = given.get("year", "")
    if asked and asked not in years:
        raise NotFoundError
    past = [year for year in years if year <= str(today.year)]
    return asked or next(iter([*past, *reversed(years)]), "")


def get_timeliness(body: str, year: str, now: datetime) -> Timeliness:
    """Return how soon everything of a body's meetings of a year was posted."""
    cards = _list_cards(body, year)
    return measure(cards, _map_agendas(filter(needs_agendas, cards)), now)


def _list_cards(body: str, year: str) -> Sequence[MeetingCard]:
    """Return the meetings of a year, latest first."""
    found = db.session.scalars(
        select(PublishedPage.card)
        .join(PublishedDate, PublishedPage.subject == SUBJECT + PublishedDate.number)
        .where(
            *_stands(body), PublishedDate.local_date.startswith(year, autoescape=True)
        )
        .order_by(PublishedDate.start_at.desc(), PublishedDate.number.desc())
    )
    return [MeetingCard.read(card) for card in found]


def _map_agendas(cards: Iterable[MeetingCard]) -> dict[str, dict[int, Agenda]]:
    """Return every posted agenda of some meetings, by meeting and version."""
    rows = db.session.execute(
        select(RecordEntry.subject, RecordEntry.version, RecordEntry.content).where(
            RecordEntry.log == PUBLIC,
            RecordEntry.kind == Kind.AGENDA,
            RecordEntry.subject.in_([SUBJECT + card.number for card in cards]),
        )
    )
    found: dict[str, dict[int, Agenda]] = {}
    for subject, version, content in rows:
        number = subject.removeprefix(SUBJECT)
        found.setdefault(number, {})[version] = Agenda.read(content)
    return found


def _stands(body: str) -> tuple[ColumnElement[bool], ...]:
    return PublishedDate.body == body, PublishedDate.is_current.is_(True)
