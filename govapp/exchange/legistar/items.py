"""The items of a meeting, as that interface has them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govapp.record.cards import MeetingCard
from govapp.record.legistar_rows import (
    ITEMS,
    VERSION,
    event_id,
    guid_of,
    number_of,
    utc,
)
from govapp.record.rows import Row
from govapp.record.shapes.base import File
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import Item
from govapp.record.shapes.results import Link, ReportedItem
from govapp.record.shapes.sittings import Motion, Outcome, Presence

ROLL_CALL = "roll_call"
UNTITLED = "Untitled"
ACTIONS = {
    "adopted": "Approved",
    "lost": "Rejected",
    "tabled": "Tabled",
    "postponed": "Postponed",
    "referred": "Referred",
    "withdrawn": "Withdrawn",
    "died_no_second": "Died for lack of a second",
    "ruled_out": "Ruled out of order",
}
PASSED: dict[str, tuple[int, str]] = {
    Outcome.PASS: (1, "Pass"),
    Outcome.FAIL: (0, "Fail"),
    Outcome.NO_QUORUM: (0, "Fail"),
}


@dataclass(frozen=True)
class Listed:
    """An item, whatever kind of posting tells of it."""

    key: str
    title: str
    number: str = ""
    note: str = ""
    minutes: str = ""
    action: str = ""
    matter: MatterRef | None = None
    on_consent: bool = False
    files: tuple[File, ...] = ()
    links: tuple[Link, ...] = ()
    motions: tuple[Motion, ...] = ()
    presences: tuple[Presence, ...] = ()


def list_listed(card: MeetingCard) -> list[Listed]:
    """Return the items of a meeting in their order, the roll call first."""
    if card.agenda:
        listed = list(_of_agenda(card, card.agenda.items))
        keys = {each.key for each in listed}
        loose = [motion for motion in card.motions if motion.item not in keys]
        listed += [
            Listed(f"motion {motion.id}", motion.text, motions=(motion,))
            for motion in loose
        ]
    else:
        told = card.result.walk() if card.result else ()
        listed = [_of_result(card, key, item) for key, item in told]
    if card.presences and not any(each.presences for each in listed):
        listed.insert(0, Listed(ROLL_CALL, "Roll call", presences=card.presences))
    return listed


def _of_agenda(
    card: MeetingCard, items: Iterable[Item], *, on_consent: bool = False
) -> Iterator[Listed]:
    gone = {(file.id, file.version) for file in card.withdrawn_files}
    minuted = (
        {each.key: each.text for each in card.minutes.sections} if card.minutes else {}
    )
    reports = {each.report.key: each.report.text for each in card.reports}
    for item in items:
        yield Listed(
            key=item.key,
            title=item.title,
            number=item.number,
            note=item.description,
            minutes=minuted.get(item.key) or reports.get(item.key, ""),
            matter=item.matter,
            on_consent=on_consent,
            files=tuple(f for f in item.files if (f.id, f.version) not in gone),
            motions=tuple(each for each in card.motions if each.item == item.key),
        )
        yield from _of_agenda(
            card, item.items, on_consent=on_consent or item.kind == "consent"
        )


def _of_result(card: MeetingCard, key: str, item: ReportedItem) -> Listed:
    return Listed(
        key=key,
        title=item.title,
        number=item.number,
        note=item.note,
        action=item.result,
        matter=item.matter,
        files=tuple(link.file for link in item.links if link.file),
        links=tuple(link for link in item.links if link.file is None),
        motions=item.motions,
        presences=card.presences if item.kind == ROLL_CALL else (),
    )


def number_items(card: MeetingCard) -> dict[int, Listed]:
    """Return the items in their order by their ids, which stay while they do."""
    first, numbered = event_id(card.number) * ITEMS, {}
    for item in list_listed(card):
        key = number_of("item", item.key) % ITEMS
        while first + key in numbered:
            key = (key + 1) % ITEMS
        numbered[first + key] = item
    return numbered


def item_rows(card: MeetingCard, base_url: str) -> list[Row]:
    """Return the rows of a meeting's items."""
    return [
        _item_row(card, key, item, place, base_url)
        for place, (key, item) in enumerate(number_items(card).items(), start=1)
    ]


def _item_row(
    card: MeetingCard, key: int, item: Listed, place: int, base_url: str
) -> Row:
    motion = find_deciding(item)
    matter = item.matter
    deciding = motion.deciding if motion else None
    outcome = (deciding.declared or deciding.computed) if deciding else ""
    passed, passed_name = PASSED.get(outcome, (None, None))
    action = action_of(item)
    mover, seconder = (motion.mover, motion.seconder) if motion else (None, None)
    is_held = bool(card.minutes or card.result or card.sitting)
    return {
        "EventItemId": key,
        "EventItemGuid": guid_of(f"item:{card.number}/{item.key}"),
        "EventItemLastModifiedUtc": utc(card.updated_at),
        "EventItemRowVersion": VERSION,
        "EventItemEventId": event_id(card.number),
        "EventItemAgendaSequence": place,
        "EventItemMinutesSequence": place if is_held else None,
        "EventItemAgendaNumber": item.number or None,
        "EventItemVideo": None,
        "EventItemVideoIndex": _seconds(card, item.key),
        "EventItemVersion": "1" if matter else None,
        "EventItemAgendaNote": item.note or None,
        "EventItemMinutesNote": item.minutes or None,
        "EventItemActionId": number_of("action", action) % 10_000 if action else None,
        "EventItemActionName": action or None,
        "EventItemActionText": (motion.text or None) if motion else None,
        "EventItemPassedFlag": passed,
        "EventItemPassedFlagName": passed_name,
        "EventItemRollCallFlag": int(bool(item.presences)),
        "EventItemFlagExtra": 0,
        # Clients leave out what has no title.
        "EventItemTitle": item.title or (matter.title if matter else "") or UNTITLED,
        "EventItemTally": _tally(motion),
        "EventItemAccelaRecordId": None,
        "EventItemConsent": int(item.on_consent),
        "EventItemMoverId": person_id(mover),
        "EventItemMover": mover.name if mover else None,
        "EventItemSeconderId": person_id(seconder),
        "EventItemSeconder": seconder.name if seconder else None,
        "EventItemMatterId": number_of("matter", matter.file_number)
        if matter
        else None,
        "EventItemMatterGuid": guid_of(f"matter:{matter.file_number}")
        if matter
        else None,
        "EventItemMatterFile": matter.file_number if matter else None,
        "EventItemMatterName": matter.title if matter else None,
        "EventItemMatterType": None,
        "EventItemMatterStatus": None,
        "EventItemMatterAttachments": attachment_rows(item, base_url),
    }


def find_deciding(item: Listed) -> Motion | None:
    """Return the motion that says what came of an item: the last that was voted on."""
    voted = [motion for motion in item.motions if motion.deciding]
    return voted[-1] if voted else (item.motions[-1] if item.motions else None)


def action_of(item: Listed) -> str:
    """Return what was done with an item, in the source's words or ours."""
    motion = find_deciding(item)
    return item.action or (ACTIONS.get(motion.state, "") if motion else "")


def _tally(motion: Motion | None) -> str | None:
    deciding = motion.deciding if motion else None
    if deciding is None or not (deciding.tally.yes or deciding.tally.no):
        return None
    return f"{deciding.tally.yes}:{deciding.tally.no}"


def _seconds(card: MeetingCard, key: str) -> int | None:
    marks = card.recording.marks if card.recording else ()
    return next((mark.seconds for mark in marks if mark.key == key), None)


def person_id(person: PersonRef | None) -> int | None:
    """Return the id of somebody who is known."""
    return number_of("person", person.slug) if person and person.slug else None


def attachment_rows(item: Listed, base_url: str) -> list[Row]:
    """Return the papers of an item: our own, and those that a source keeps."""
    own = [(file.label, f"{base_url}{file.path}", file) for file in item.files]
    kept = [(link.label, link.url, None) for link in item.links]
    return [
        {
            "MatterAttachmentId": number_of("attachment", url),
            "MatterAttachmentGuid": guid_of(url),
            "MatterAttachmentLastModifiedUtc": None,
            "MatterAttachmentRowVersion": VERSION,
            "MatterAttachmentName": label,
            "MatterAttachmentHyperlink": url,
            "MatterAttachmentFileName": file.name if file else url.rpartition("/")[2],
            "MatterAttachmentMatterVersion": str(file.version) if file else "1",
            "MatterAttachmentIsHyperlink": file is None,
            "MatterAttachmentBinary": None,
            "MatterAttachmentIsSupportingDocument": True,
            "MatterAttachmentShowOnInternetPage": True,
            "MatterAttachmentIsMinuteOrder": False,
            "MatterAttachmentIsBoardLetter": False,
            "MatterAttachmentAgiloftId": 0,
            "MatterAttachmentDescription": None,
            "MatterAttachmentPrintWithReports": file is not None,
            "MatterAttachmentSort": place,
        }
        for place, (label, url, file) in enumerate([*own, *kept], start=1)
    ]
