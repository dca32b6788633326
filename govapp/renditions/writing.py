"""An agenda as it is written on paper, from what was posted."""

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import gettext as _

from govapp.meetings.published.cards import Reading, list_segments, read_card
from govapp.meetings.published.releases import released
from govapp.meetings.published.words import (
    changes,
    item_facts,
    item_late,
    item_place,
    item_pull,
    meeting_kind,
    meeting_place,
)
from govapp.record.cards import Version
from govapp.record.shapes import meetings as shapes
from govapp.renditions.enclosures import list_enclosures
from govapp.renditions.letterheads import write_head
from govapp.renditions.papers import (
    Alert,
    Fact,
    Line,
    Paper,
    Section,
    Words,
)
from govapp.renditions.published import Source
from govapp.renditions.rules import link_address
from govapp.web.filters import clock_time, day, moment, short_day, when


def write_paper(source: Source) -> Paper:
    """Write an agenda in words."""
    notice = source.card.notice
    form = _form(source.version)
    alerts = tuple(_alerts(source))
    is_current = source.version in {None, source.card.agenda_version}
    reading = replace(
        read_card(source.card, is_current=is_current), continued=source.continued
    )
    return Paper(
        title=f"{form}: {notice.title}, {day(notice.start_local)}",
        organization=source.organization.name,
        head=write_head(source.organization, source.body),
        heading=notice.title,
        when=_when(notice),
        form=f"{form} · {meeting_kind(notice.kind)}",
        running=f"{notice.title} · {day(notice.start_local)}",
        alert=_alert(source),
        alerts=alerts,
        facts=tuple(_facts(source)),
        note=source.agenda.note,
        files=list_enclosures(source.agenda.files, "", reading, source.base_url),
        sections=tuple(_sections(source, reading)),
        closing=tuple(_closing(source)),
        posted=_posted(source),
        checkpoint=_("Checkpoint of the record: %(line)s", line=source.checkpoint)
        if source.checkpoint
        else "",
        words=Words(
            page=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            agenda=_("Agenda"),
            motion=_("Recommended motion"),
        ),
    )


def _form(version: Version | None) -> str:
    if version is None:
        return _("Draft agenda")
    return {
        "revised": _("Revised agenda"),
        "supplemental": _("Supplemental agenda"),
    }.get(version.label, _("Agenda"))


def _alert(source: Source) -> str:
    """Say in one word what must stand on every page."""
    card, version = source.card, source.version
    if version is None:
        return _("DRAFT, not posted")
    if card.state in {"cancelled", "postponed"}:
        return _("CANCELLED") if card.state == "cancelled" else _("POSTPONED")
    return "" if version == card.agenda_version else _("NOT IN FORCE")


def _alerts(source: Source) -> Iterator[Alert]:
    card, version, notice = source.card, source.version, source.card.notice
    zone = notice.time_zone
    if card.state == "cancelled":
        said = _("On %(when)s.", when=moment(card.cancelled_at, zone))
        yield Alert(_("CANCELLED"), f"{said} {card.cancellation}".strip())
    elif card.state == "postponed":
        said = _(
            "It does not take place on %(day)s; a new date will be posted.",
            day=day(notice.start_local),
        )
        yield Alert(_("POSTPONED"), f"{notice.reason} {said}".strip())
    elif card.moves:
        move = card.moves[-1]
        said = _(
            "From %(old)s to %(new)s.",
            old=_start(move.start_local, zone, is_all_day=move.is_all_day),
            new=_start(notice.start_local, zone, is_all_day=notice.is_all_day),
        )
        yield Alert(_("MOVED"), f"{said} {move.reason}".strip())
    if notice.is_demonstration:
        said = _("Made up to show what this site can do: no such meeting takes place.")
        yield Alert(_("DEMONSTRATION"), said, is_grave=False)
    if version is None:
        yield Alert(_("DRAFT"), _("Not posted: it may still change."))
        return
    if version != card.agenda_version and card.agenda_version:
        yield Alert(
            _("NOT IN FORCE"),
            _(
                "Version %(version)s took its place on %(when)s.",
                version=card.agenda_version.version,
                when=moment(card.agenda_version.posted_at, zone),
            ),
        )
    if version.changes:
        words = {"supplemental": _("SUPPLEMENTAL")}
        yield Alert(
            words.get(version.label, _("REVISED")),
            _(
                "On %(when)s: %(changes)s.",
                when=moment(version.posted_at, zone),
                changes=changes(version.changes),
            ),
            is_grave=False,
        )


def _facts(source: Source) -> Iterator[Fact]:
    notice = source.card.notice
    if len(notice.bodies) > 1:
        yield Fact(_("Bodies"), ", ".join(body.name for body in notice.bodies))
    texts = (
        (_("Place"), notice.place),
        (_("Directions"), notice.directions),
        (_("Online"), notice.join_details),
    )
    yield from (Fact(name, text) for name, text in texts if text)
    links = ((_("Join"), notice.join_url), (_("Webcast"), notice.webcast_url))
    for name, address in links:
        if address:
            yield Fact(name, address, link_address(address))
    if notice.contact:
        yield Fact(_("Contact"), notice.contact)
    if notice.note:
        yield Fact(_("Note"), notice.note)
    if source.card.number:
        yield Fact(_("On the web"), source.address, source.address)


def _start(local: str, zone: str, *, is_all_day: bool) -> str:
    return day(local) if is_all_day else when(local, zone)


def _when(notice: shapes.Notice) -> str:
    zone = notice.time_zone
    start = _start(notice.start_local, zone, is_all_day=notice.is_all_day)
    if not notice.end_local or notice.is_all_day:
        return start
    is_one_day = notice.end_local[:10] == notice.start_local[:10]
    end = (
        clock_time(notice.end_local, zone)
        if is_one_day
        else when(notice.end_local, zone)
    )
    return _("%(start)s to %(end)s", start=start, end=end)


def _sections(source: Source, reading: Reading) -> Iterator[Section]:
    for heading, items in list_segments(source.agenda):
        lines = tuple(_line(item, reading, source.base_url) for item in items)
        if heading is None:
            yield Section("", "", (), (), lines)
            continue
        yield Section(
            heading.title,
            _meta(heading, reading),
            tuple(_texts(heading, reading)),
            list_enclosures(heading.files, heading.key, reading, source.base_url),
            lines,
        )


def _line(item: shapes.Item, reading: Reading, base_url: str) -> Line:
    return Line(
        key=item.key,
        number=item.number,
        title=item.title,
        meta=_meta(item, reading),
        texts=tuple(_texts(item, reading)),
        motion=item.recommended_motion,
        links=tuple(_links(item, reading, base_url)),
        files=list_enclosures(item.files, item.key, reading, base_url),
        lines=tuple(_line(child, reading, base_url) for child in item.items),
    )


def _meta(item: shapes.Item, reading: Reading) -> str:
    begins = reading.times.get(item.key)
    states = {"withdrawn": _("Withdrawn"), "continued": _("Continued")}
    parts = (
        states.get(item.status, ""),
        clock_time(begins, reading.zone) if begins else "",
        item_facts(item),
    )
    return " · ".join(filter(None, parts))


def _texts(item: shapes.Item, reading: Reading) -> Iterator[str]:
    yield from filter(None, (item_late(item), item_pull(item)))
    if item.legal_basis:
        yield _("Legal basis: %(basis)s", basis=item.legal_basis)
    if item.description:
        yield item.description
    if item.released:
        yield released(item.released)
    told = reading.reports.get(item.key)
    if told:
        at = moment(told.posted_at, reading.zone)
        said = _("Reported out of closed session, %(when)s", when=at)
        yield f"{said}: {told.report.text}"


def _links(item: shapes.Item, reading: Reading, base_url: str) -> Iterator[Fact]:
    """Yield what of other meetings belongs to an item."""
    meetings = f"{base_url}/meetings"
    former, came = item.minutes_of, item.continued_from
    if former:
        address = f"{meetings}/{former.number}/minutes"
        yield Fact(_("Minutes to approve"), meeting_place(former), address)
    if came:
        address = f"{meetings}/{came.meeting}/items/{came.key}"
        yield Fact(_("Continued from"), item_place(came), address)
    for later in reading.continued.get(item.key, ()):
        named = f"{item_place(later)}, {short_day(later.start_local)}"
        address = f"{meetings}/{later.meeting}/items/{later.key}"
        yield Fact(_("Continued to"), named, address)


def _closing(source: Source) -> Iterator[str]:
    if source.organization.accessibility_contact:
        yield source.organization.accessibility_contact
    if source.version:
        yield _(
            "The agenda on the web is the agenda of record: %(address)s",
            address=source.address,
        )


def _posted(source: Source) -> str:
    number, version = source.card.number, source.version
    if version is None:
        return _("Meeting %(number)s · Draft", number=number) if number else _("Draft")
    return _(
        "Meeting %(number)s · Agenda version %(version)s · Posted %(when)s",
        number=number,
        version=version.version,
        when=when(version.posted_at, source.card.notice.time_zone),
    )
