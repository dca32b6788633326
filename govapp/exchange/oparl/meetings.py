"""A meeting, its items and where it is, as OParl has them."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from govapp import clock
from govapp.exchange.ocd.events import KEPT
from govapp.exchange.ocd.names import Publisher
from govapp.exchange.ocd.votes import motion_of
from govapp.exchange.oparl.files import TRANSCRIPT, Files
from govapp.exchange.oparl.names import Row, Site, Times, moment, own
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import Item
from govapp.record.shapes.results import ReportedItem
from govapp.record.shapes.sittings import Motion

# The three states that OParl recommends: planned, invited to, held.
PLANNED, INVITED, HELD = "terminiert", "eingeladen", "durchgeführt"
STATES = {
    "tentative": PLANNED,
    "scheduled": PLANNED,
    "postponed": PLANNED,
    "completed": HELD,
}
OUTCOMES = {"pass": "passed", "fail": "failed", "no_quorum": "no quorum"}
ADVISORY, CLOSED = "advisory", "closed"


def meeting_of(card: MeetingCard, times: Times, at: Site) -> Row:
    """Describe a meeting with all that belongs to it."""
    notice, files = card.notice, Files(card, times, at)
    agendas, minutes = _kept(files.agendas()), _kept(files.minutes())
    told = _kept([*files.told(), *files.recordings()])
    loose = files.of(card.agenda.files if card.agenda else ())
    fields = {
        "name": notice.title,
        "meetingState": STATES.get(card.state, INVITED),
        "cancelled": card.state == "cancelled",
        "start": "" if notice.is_all_day else _local(notice.start_at, notice.time_zone),
        "end": _local(notice.end_at, notice.time_zone),
        "location": location_of(card, times, at) if _has_place(card) else None,
        "organization": [at.organization(body.slug) for body in notice.bodies],
        "participant": [
            at.person(each.person.slug)
            for each in card.presences
            if each.status == "present" and each.person.slug
        ],
        "invitation": agendas[0] if agendas else None,
        "resultsProtocol": minutes[0] if minutes else None,
        "verbatimProtocol": next((one for one in told if _is_transcript(one)), None),
        "auxiliaryFile": [
            *agendas[1:],
            *minutes[1:],
            *loose,
            *(one for one in told if not _is_transcript(one)),
        ],
        "agendaItem": items_of(card, times, at),
        "web": at.page(f"/meetings/{card.number}"),
        **own(
            meeting=card.model_dump(mode="json", exclude_defaults=True, include=KEPT)
        ),
    }
    return at.make("Meeting", card.number, times, fields)


def _kept(files: list[Row]) -> list[Row]:
    return [file for file in files if not file.get("deleted")]


def _is_transcript(file: Row) -> bool:
    return str(file["id"]).endswith(f"/{TRANSCRIPT}")


def _local(instant: str, zone: str) -> str:
    """Write an instant with the offset of its zone."""
    if not instant:
        return ""
    at = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))
    return at.isoformat(timespec="seconds")


def _has_place(card: MeetingCard) -> bool:
    return bool(card.notice.place)


def location_of(card: MeetingCard, times: Times, at: Site) -> Row:
    """Describe where a meeting is; without a place it is as if deleted."""
    if not _has_place(card):
        return at.delete("Location", card.number, times)
    fields = {
        "description": card.notice.place,
        "meetings": [at.url("meeting", card.number)],
        **own(directions=card.notice.directions, join_url=card.notice.join_url),
    }
    return at.make("Location", card.number, times, fields)


def items_of(card: MeetingCard, times: Times, at: Site) -> list[Row]:
    """Return the items of a meeting in their order."""
    return [
        {**_item(card, key, item, times, at), "order": place}
        for place, (key, item) in enumerate(list_items(card), start=1)
    ]


def list_items(card: MeetingCard) -> Iterator[tuple[str, Item | ReportedItem]]:
    """Yield the items of an agenda, or else those that a source reports, by key."""
    for item in card.agenda.walk() if card.agenda else ():
        yield item.key, item
    if not card.agenda and card.result:
        yield from card.result.walk()


def _item(
    card: MeetingCard, key: str, item: Item | ReportedItem, times: Times, at: Site
) -> Row:
    motions, number = _motions(card, key, item), card.number
    deciding = next((one for one in reversed(motions) if one.deciding), None)
    reports = [each.report.text for each in card.reports if each.report.key == key]
    by = Publisher(at.base_url, "")
    told, path = "", f"/meetings/{number}"
    files: list[Row] = []
    if isinstance(item, Item):
        files, path = Files(card, times, at).of(item.files), f"{path}/items/{key}"
    else:
        kept = (link.file for link in item.links if link.file)
        files, told = Files(card, times, at).of(kept), item.result
    fields = {
        "meeting": at.url("meeting", number),
        "number": item.number,
        "name": item.title,
        "public": item.kind != CLOSED,
        "consultation": (
            at.url("consultation", number, key) if _file_number(item) else ""
        ),
        "result": _result(deciding) or told,
        "resolutionText": deciding.text if deciding else " ".join(reports),
        "auxiliaryFile": files,
        "start": _taken(card, key),
        "web": at.page(path),
        **own(
            item=item.model_dump(
                mode="json", exclude_defaults=True, exclude={"items", "motions"}
            ),
            motions=[motion_of(card, motion, by) for motion in motions],
        ),
    }
    return at.make("AgendaItem", f"{number}/{key}", times, fields)


def _motions(
    card: MeetingCard, key: str, item: Item | ReportedItem
) -> tuple[Motion, ...]:
    if isinstance(item, ReportedItem):
        return item.motions
    return tuple(motion for motion in card.motions if motion.item == key)


def _result(motion: Motion | None) -> str:
    taken = motion.deciding if motion else None
    return OUTCOMES.get(taken.declared or taken.computed, "") if taken else ""


def _taken(card: MeetingCard, key: str) -> str:
    taken = card.sitting.taken if card.sitting else ()
    return next((moment(clock.instant(t.at)) for t in taken if t.item == key), "")


def _file_number(item: Item | ReportedItem) -> str:
    return item.matter.file_number if item.matter else ""


def consultations_of(
    card: MeetingCard, times: Times, at: Site, paper: str = ""
) -> list[Row]:
    """Return where matters are taken up at a meeting, those of one paper if given."""
    return [
        _consultation(card, key, item, times, at)
        for key, item in list_items(card)
        if _file_number(item) and paper in {"", _file_number(item)}
    ]


def _consultation(
    card: MeetingCard, key: str, item: Item | ReportedItem, times: Times, at: Site
) -> Row:
    said = item.authorities if isinstance(item, Item) else ()
    host = card.notice.bodies[0]
    words = [one.authority for one in said if one.body.slug == host.slug]
    fields = {
        "paper": at.paper(_file_number(item)),
        "agendaItem": at.url("agendaitem", card.number, key),
        "meeting": at.url("meeting", card.number),
        "organization": [at.organization(body.slug) for body in card.notice.bodies],
        "authoritative": ADVISORY not in words,
        "role": words[0] if words else "",
    }
    return at.make("Consultation", f"{card.number}/{key}", times, fields)
