"""The rows that a card makes in the projection's tables: pure functions."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from govapp import clock
from govapp.record.cards import BodyCard, Line, MeetingCard
from govapp.record.folding import Posting
from govapp.record.shapes.base import BodyRef, File, Frozen, Kind
from govapp.record.shapes.matters import Matter
from govapp.record.shapes.meetings import Agenda
from govapp.record.shapes.results import Result

Row = dict[str, object]


class Summary(Frozen):
    """What one line of a list says of a meeting."""

    number: str
    title: str
    kind: str
    state: str
    bodies: tuple[BodyRef, ...]
    start_local: str
    time_zone: str
    start_at: str
    is_all_day: bool = False
    place: str = ""
    join_url: str = ""
    reason: str = ""
    agenda_posted_at: str = ""
    agenda_version: int = 0
    agenda_label: str = ""
    item_count: int = 0
    file_count: int = 0
    minutes_state: str = ""
    has_result: bool = False
    moved_from: str = ""
    is_demonstration: bool = False


def summary(card: MeetingCard) -> Summary:
    """Shorten a meeting's card to a line."""
    notice, agenda, version = card.notice, card.agenda, card.agenda_version
    return Summary(
        number=notice.number,
        title=notice.title,
        kind=notice.kind,
        state=card.state,
        bodies=notice.bodies,
        start_local=notice.start_local,
        time_zone=notice.time_zone,
        start_at=notice.start_at,
        is_all_day=notice.is_all_day,
        place=notice.place,
        join_url=notice.join_url,
        reason=card.cancellation or notice.reason,
        agenda_posted_at=version.posted_at if version else "",
        agenda_version=version.version if version else 0,
        agenda_label=version.label if version else "",
        item_count=sum(1 for _ in agenda.walk()) if agenda else 0,
        file_count=sum(1 for _ in agenda.all_files()) if agenda else 0,
        minutes_state=card.minutes.state if card.minutes else "",
        has_result=card.result is not None,
        moved_from=card.moves[-1].start_local if card.moves else "",
        is_demonstration=notice.is_demonstration,
    )


def meeting_row(card: MeetingCard) -> Row:
    """Return the row by which lists choose a meeting."""
    return {
        "number": card.number,
        "kind": card.notice.kind,
        "has_agenda": card.agenda is not None,
        "has_minutes": card.minutes is not None,
        "state": card.state,
        "words": _words(card).casefold(),
        "summary": summary(card).canonical(),
    }


def _words(card: MeetingCard) -> str:
    names = [body.name for body in card.notice.bodies]
    return " ".join([card.notice.title, card.number, *names])


def _day_over(local: str, zone: str) -> datetime:
    """Return the midnight at which a day ends in a zone."""
    following = date.fromisoformat(local[:10]) + timedelta(days=1)
    return datetime.combine(following, time(), ZoneInfo(zone))


def date_rows(card: MeetingCard) -> list[Row]:
    """Return a row for the present start and for each former one, for each body.

    Of several starts at one instant the present one stays.
    """
    notice = card.notice
    starts = {
        move.start_at: (move.start_local, move.start_local, True) for move in card.moves
    }
    end_local = max(notice.start_local, notice.end_local)
    starts[notice.start_at] = (notice.start_local, end_local, False)
    return [
        {
            "number": card.number,
            "body": body.slug,
            "start_at": clock.instant(start_at),
            "over_at": _day_over(end, notice.time_zone),
            "local_date": local[:10],
            "is_host": index == 0,
            "is_moved": is_moved,
            "is_current": not is_moved,
        }
        for index, body in enumerate(notice.bodies)
        for start_at, (local, end, is_moved) in starts.items()
    ]


def file_rows(card: MeetingCard, postings: list[Posting]) -> list[Row]:
    """Return every file version that any posted agenda or report of it carries."""
    withdrawn = {(file.id, file.version): file.reason for file in card.withdrawn_files}
    agendas = {version.version: version for version in card.agenda_versions}
    found: dict[tuple[str, int], tuple[File, str]] = {}
    for posting in postings:
        if posting.kind == Kind.AGENDA:
            carried = Agenda.read(posting.content).all_files()
            gone = agendas[posting.version].withdrawn
        elif posting.kind == Kind.RESULT:
            carried, gone = Result.read(posting.content).all_files(), ""
        else:
            continue
        for _, file in carried:
            key = (file.id, file.version)
            kept = found.get(key)
            reason = gone if kept is None or kept[1] else ""
            found[key] = (file, reason)
    return [
        {
            "document": file.id,
            "version": file.version,
            "meeting": card.number,
            "name": file.name,
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "withdrawn": withdrawn.get(key, reason),
        }
        for key, (file, reason) in found.items()
    ]


def matter_row(matter: Matter) -> Row:
    """Return the row by which lists choose a matter."""
    return {
        "file_number": matter.file_number,
        "body": matter.body.slug,
        "kind": matter.kind,
        "is_open": not matter.closed_on,
        "words": f"{matter.file_number} {matter.title}".casefold(),
    }


def service_rows(slug: str, card: BodyCard) -> list[Row]:
    """Return a row for each membership of a body's roster."""
    members = card.roster.members if card.roster else ()
    return [
        {
            "body": slug,
            "position": position,
            "person": member.person.slug,
            "name": member.person.name,
            "membership": member.canonical(),
        }
        for position, member in enumerate(members)
    ]


def posting_rows(line: Line) -> list[Row]:
    """Return a posting's row for each body concerned."""
    return [
        {
            "seq": line.seq,
            "body": body.slug,
            "is_host": index == 0,
            "posted_at": clock.instant(line.posted_at),
            "line": line.canonical(),
        }
        for index, body in enumerate(line.bodies)
    ]
