"""Matters at the desk, and where they stand on agendas."""

from collections.abc import Collection, Iterable, Sequence

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from govapp import clock
from govapp.committees.models import Body
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Matter, Meeting, MeetingBody
from govapp.meetings.rules.matters import next_file_number
from govapp.record.models import PUBLIC, PublishedMatter, RecordEntry
from govapp.record.published import map_pages
from govapp.record.shapes import matters as shapes
from govapp.record.shapes.matters import MatterRef

PER_PAGE = 25
SUBJECT = "matter:"


def get_matter(matter_id: int) -> Matter:
    """Return a matter with the body in control; raises NotFoundError."""
    found = db.session.get(Matter, matter_id, options=[joinedload(Matter.body)])
    if found is None:
        raise NotFoundError
    return found


def find_matter(file_number: str) -> Matter | None:
    """Return the matter of a file number, or None."""
    return db.session.scalar(select(Matter).where(Matter.file_number == file_number))


def paginate_matters(
    body_ids: Collection[int], *, is_open: bool, page: int
) -> Pagination:
    """Return a page of the matters of some bodies, the newest first."""
    query = (
        select(Matter)
        .options(joinedload(Matter.body))
        .where(Matter.body_id.in_(body_ids), (Matter.closed_on == "") == is_open)
        .order_by(Matter.id.desc())
    )
    return db.paginate(query, page=page, per_page=PER_PAGE, max_per_page=PER_PAGE)


def list_offered(body: Body, kept: int | None) -> Sequence[tuple[int, MatterRef]]:
    """Return the open matters that an item of a body may be part of, its own first.

    Those of other bodies are offered once they are posted, and as they are posted;
    `kept` is always there.
    """
    is_own = Matter.body_id == body.id
    known = select(PublishedMatter.file_number).where(PublishedMatter.is_open)
    rows = db.session.execute(
        select(Matter.id, Matter.file_number, Matter.title, is_own)
        .where(
            or_(
                is_own & (Matter.closed_on == ""),
                ~is_own & Matter.file_number.in_(known),
                Matter.id == kept,
            )
        )
        .order_by(is_own.desc(), Matter.file_number.desc().nulls_first(), Matter.id)
    ).all()
    posted = _map_titles(number for _, number, _, own in rows if not own)
    return [
        (
            matter_id,
            MatterRef(file_number=number or "", title=posted.get(number, title)),
        )
        for matter_id, number, title, _ in rows
    ]


def list_file_numbers(year: int) -> Sequence[str]:
    """Return the file numbers that begin with a year."""
    query = select(Matter.file_number).where(
        Matter.file_number.startswith(f"{year:04d}-", autoescape=True)
    )
    return [number for number in db.session.scalars(query) if number]


def list_unposted(matter_ids: Collection[int]) -> Sequence[Matter]:
    """Return those of some matters that nobody has been told of."""
    if not matter_ids:
        return []
    return db.session.scalars(
        select(Matter)
        .options(joinedload(Matter.body))
        .where(Matter.id.in_(matter_ids), Matter.posted_sha256 == "")
        .order_by(Matter.id)
    ).all()


def expect_numbers(matter_ids: Collection[int]) -> dict[int, str]:
    """Return the file numbers that those without one would get, posted this moment."""
    found: dict[int, str] = {}
    for matter in list_unposted(matter_ids):
        if matter.file_number is None:
            year = clock.today(matter.body.time_zone).year
            given = [*list_file_numbers(year), *found.values()]
            found[matter.id] = next_file_number(year, given)
    return found


def list_places(matter: Matter) -> Sequence[AgendaItem]:
    """Return the items that are part of a matter, the latest meeting's first."""
    places = joinedload(AgendaItem.meeting).selectinload(Meeting.places)
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .options(places.joinedload(MeetingBody.body))
        .where(AgendaItem.matter_id == matter.id)
        .order_by(Meeting.start_at.desc(), AgendaItem.id)
    ).all()


def map_matters(items: Iterable[AgendaItem]) -> dict[int | None, MatterRef]:
    """Return how items name their matters, by the ids: as posted, if they were."""
    matter_ids = {item.matter_id for item in items} - {None}
    if not matter_ids:
        return {}
    rows = db.session.execute(
        select(Matter.id, Matter.file_number, Matter.title).where(
            Matter.id.in_(matter_ids)
        )
    ).all()
    posted = _map_titles(number for _, number, _ in rows)
    return {
        matter_id: MatterRef(file_number=number or "", title=posted.get(number, title))
        for matter_id, number, title in rows
    }


def _map_titles(numbers: Iterable[str | None]) -> dict[str | None, str]:
    """Return the titles under which matters are posted, by their file numbers."""
    cards = map_pages(f"{SUBJECT}{number}" for number in numbers if number)
    found = map(shapes.Matter.read, cards.values())
    return {matter.file_number: matter.title for matter in found}


def list_matters(matter_ids: Collection[int]) -> Sequence[Matter]:
    """Return some matters."""
    return db.session.scalars(select(Matter).where(Matter.id.in_(matter_ids))).all()


def next_version(matter: Matter) -> int:
    """Return the number that the next posting of a matter will have."""
    last = db.session.scalar(
        select(func.max(RecordEntry.version)).where(
            RecordEntry.log == PUBLIC,
            RecordEntry.subject == f"{SUBJECT}{matter.file_number}",
        )
    )
    return (last or 0) + 1
