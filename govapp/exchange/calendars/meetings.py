"""Meetings as iCalendar: one function from posted cards to the bytes of a feed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event, vUri
from werkzeug.urls import iri_to_uri

from govapp import clock
from govapp.exchange.calendars.timezones import make_timezone
from govapp.exchange.rules import clean_text
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import Notice
from govapp.web import filters

PRODUCT = f"-//govapp//{version('govapp')}//EN"
REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Feed:
    """What a calendar is called, where it is, and what becomes of cancelled meetings.

    A path that nobody else is to know is left empty.

    Google's calendar drops what is cancelled: with `keeps_cancelled` such a meeting
    stays, marked by the word alone.
    """

    name: str
    path: str
    base_url: str
    time_zone: str
    keeps_cancelled: bool = False


@dataclass(frozen=True)
class Own:
    """What one person alone reads of a meeting, and since when it says so."""

    lines: tuple[str, ...]
    changed_at: datetime | None = None


def make_calendar(
    feed: Feed, cards: Sequence[MeetingCard], own: Mapping[str, Own] | None = None
) -> bytes:
    """Return a calendar of meetings; the same cards give the same bytes.

    `own` is, by a meeting's number, what the one person reads who has this calendar.
    """
    calendar = _begin("PUBLISH")
    calendar.add("NAME", clean_text(feed.name))
    calendar.add("X-WR-CALNAME", clean_text(feed.name))
    calendar.add("X-WR-TIMEZONE", feed.time_zone)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    if feed.path:
        calendar.add("SOURCE", vUri(feed.base_url + feed.path), {"VALUE": "URI"})
    calendar.add("COLOR", "navy")
    _add_zones(calendar, cards)
    for card in cards:
        mine = own[card.number] if own is not None else None
        calendar.add_component(_event(feed, card, mine))
    return calendar.to_ical(sorted=False)


def make_attachment(feed: Feed, cards: Sequence[MeetingCard], sender: str) -> str:
    """Return what a mail brings of meetings: the feed's own events (RFC 5546).

    It has no name of a calendar, or programs would make a new one of that name.
    """
    is_off = all(card.state == "cancelled" for card in cards)
    calendar = _begin("CANCEL" if is_off else "PUBLISH")
    _add_zones(calendar, cards)
    for card in cards:
        event = _event(feed, card)
        named = {"CN": clean_text(feed.name)}
        event.add("ORGANIZER", f"mailto:{sender}", parameters=named)
        calendar.add_component(event)
    return calendar.to_ical(sorted=False).decode()


def _begin(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    return calendar


def _add_zones(calendar: Calendar, cards: Sequence[MeetingCard]) -> None:
    for name, years in sorted(_zone_years(cards).items()):
        calendar.add_component(make_timezone(name, min(years), max(years)))


def _zone_years(cards: Sequence[MeetingCard]) -> dict[str, set[int]]:
    """Return the zones that need describing, each with the years of its meetings."""
    zones: dict[str, set[int]] = {}
    for notice in (card.notice for card in cards):
        if not notice.is_all_day and notice.time_zone != "UTC":
            year = int(notice.start_local[:4])
            zones.setdefault(notice.time_zone, set()).add(year)
    return zones


def _event(feed: Feed, card: MeetingCard, own: Own | None = None) -> Event:
    notice, is_cancelled = card.notice, card.state == "cancelled"
    lines = [*(own.lines if own else ()), *_description(feed, card)]
    changed = _find_change(card, own).replace(microsecond=0)
    event = Event()
    event.add("UID", f"{notice.uid}@{urlsplit(feed.base_url).hostname}")
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("SEQUENCE", notice.sequence + is_cancelled)
    _add_times(event, notice)
    event.add("STATUS", _status(feed, card))
    event.add("SUMMARY", clean_text(_summary(card)))
    place = clean_text(notice.place) or (_("Online") if notice.join_url else "")
    if place:
        event.add("LOCATION", place)
    event.add("URL", vUri(f"{feed.base_url}/meetings/{notice.number}"))
    event.add("DESCRIPTION", clean_text("\n".join(lines)))
    _add_conferences(event, notice)
    event.add("CATEGORIES", [clean_text(body.name) for body in notice.bodies])
    event.add("CLASS", "PRIVATE" if own else "PUBLIC")
    event.add("TRANSP", "TRANSPARENT")
    return event


def _find_change(card: MeetingCard, own: Own | None) -> datetime:
    posted = clock.instant(card.updated_at)
    return max(posted, own.changed_at) if own and own.changed_at else posted


def _add_times(event: Event, notice: Notice) -> None:
    if notice.is_all_day:
        event.add("DTSTART", date.fromisoformat(notice.start_local[:10]))
        return
    _add_time(event, "DTSTART", notice.start_local, notice.start_at, notice.time_zone)
    if notice.end_local:
        _add_time(event, "DTEND", notice.end_local, notice.end_at, notice.time_zone)


def _add_time(event: Event, name: str, local: str, instant: str, zone: str) -> None:
    wall, moment = datetime.fromisoformat(local), clock.instant(instant)
    if wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) == moment:
        event.add(name, wall, parameters={"TZID": zone})
    else:
        # The second of two like hours in autumn has no wall time of its own here.
        event.add(name, moment.astimezone(UTC))


def _status(feed: Feed, card: MeetingCard) -> str:
    if card.state == "cancelled":
        return "CONFIRMED" if feed.keeps_cancelled else "CANCELLED"
    if card.notice.is_all_day or card.state in {"tentative", "postponed"}:
        return "TENTATIVE"
    return "CONFIRMED"


def _summary(card: MeetingCard) -> str:
    host, title = card.notice.bodies[0].name, card.notice.title
    name = title if host in title else f"{host} – {title}"
    if card.state == "cancelled":
        return _("CANCELLED: %(name)s", name=name)
    if card.state == "postponed":
        return _("POSTPONED: %(name)s", name=name)
    if card.state == "tentative":
        return _("TENTATIVE: %(name)s", name=name)
    if card.moves and card.state != "completed":
        return _("MOVED: %(name)s", name=name)
    return name


def _description(feed: Feed, card: MeetingCard) -> Iterator[str]:
    """Yield the lines of a meeting's text, the way to its agenda first."""
    notice, agenda = card.notice, card.agenda_version
    page = f"{feed.base_url}/meetings/{notice.number}"
    if agenda:
        yield _("Agenda: %(link)s", link=f"{page}/agenda/v/{agenda.version}")
    yield _("Everything about this meeting: %(link)s", link=page)
    if notice.is_demonstration:
        yield _("Demonstration: this meeting is an example and will not take place.")
    yield from _state_lines(card)
    if notice.join_url:
        yield _("Join online: %(link)s", link=notice.join_url)
    if notice.webcast_url:
        yield _("Webcast: %(link)s", link=notice.webcast_url)
    yield from filter(
        None, (notice.join_details, notice.directions, notice.contact, notice.note)
    )


def _state_lines(card: MeetingCard) -> Iterator[str]:
    notice = card.notice
    if card.state == "tentative":
        yield _("Tentative: this date is planned and not confirmed yet.")
    if card.state == "cancelled":
        yield _("Cancelled. %(reason)s", reason=card.cancellation).strip()
    elif card.state == "postponed":
        text = _("Postponed; a new date is not set. %(reason)s", reason=notice.reason)
        yield text.strip()
    elif card.moves:
        move = card.moves[-1]
        write = filters.day if move.is_all_day else filters.when
        zone = () if move.is_all_day else (notice.time_zone,)
        former = write(move.start_local, *zone)
        yield _("Moved from %(day)s. %(why)s", day=former, why=notice.reason).strip()


def _add_conferences(event: Event, notice: Notice) -> None:
    for address, label in (
        (notice.webcast_url, _("Public webcast")),
        (notice.join_url, _("Join online")),
    ):
        if urlsplit(address).scheme in {"http", "https"}:
            named = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": label}
            event.add("CONFERENCE", vUri(iri_to_uri(address)), parameters=named)
