"""The agenda of a meeting, item by item, as Open Civic Data has it."""

from collections.abc import Iterable, Iterator

from govapp.exchange.ocd.names import PDF, Publisher, Row, bill_id, is_web, vote_id
from govapp.record.cards import MeetingCard, Version
from govapp.record.shapes.base import File
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import Item
from govapp.record.shapes.results import Link, ReportedItem, Result
from govapp.record.shapes.sittings import Motion

# The format wants a description of every item.
UNTITLED = "Untitled"
# What has a place in the format; all else an item says goes into its extras.
PLACED = {"title", "kind", "matter", "files", "items", "motions", "links"}


def agenda_of(card: MeetingCard, by: Publisher) -> list[Row]:
    """Return the items of a meeting: its agenda's, or else those a source reports."""
    if card.agenda:
        return list(_items(card, card.agenda.items, "", by))
    told = card.result.items if card.result else ()
    return [_reported(card, place, item, by) for place, item in enumerate(told, 1)]


def _items(
    card: MeetingCard, items: Iterable[Item], above: str, by: Publisher
) -> Iterator[Row]:
    for place, item in enumerate(items, start=1):
        order = f"{above}{place}"
        motions = [motion for motion in card.motions if motion.item == item.key]
        yield {
            "description": item.title or UNTITLED,
            "classification": [item.kind],
            "order": order,
            "subjects": [],
            "media": list(_media(card, item.key)),
            "notes": list(_notes(card, item)),
            "related_entities": _related(card, item.matter, motions),
            "extras": {
                **item.model_dump(mode="json", exclude_defaults=True, exclude=PLACED),
                "files": [document_of(file, by) for file in _in_force(card, item)],
            },
        }
        yield from _items(card, item.items, f"{order}.", by)


def _reported(card: MeetingCard, place: int, item: ReportedItem, by: Publisher) -> Row:
    return {
        "description": item.title or UNTITLED,
        "classification": [item.kind] if item.kind else [],
        "order": str(place),
        "subjects": [],
        "media": [],
        "notes": [
            text
            for text in (_number(item.number), item.presenter, item.result, item.note)
            if text
        ],
        "related_entities": _related(card, item.matter, item.motions),
        "extras": {
            **item.model_dump(mode="json", exclude_defaults=True, exclude=PLACED),
            "files": list(links_of(card, item.links, by)),
        },
    }


def _number(number: str) -> str:
    return f"Agenda number, {number}" if number else ""


def _notes(card: MeetingCard, item: Item) -> Iterator[str]:
    """Yield what is said of an item, its number as the field's tools write it."""
    sections = card.minutes.sections if card.minutes else ()
    minuted = next((each.text for each in sections if each.key == item.key), "")
    reports = [each.report.text for each in card.reports if each.report.key == item.key]
    said = (
        _number(item.number), item.presenter, item.description, item.legal_basis,
        minuted, *reports,
    )  # fmt: skip
    yield from filter(None, said)


def _media(card: MeetingCard, key: str) -> Iterator[Row]:
    """Yield where the meeting's recording comes to an item."""
    recording = card.recording
    for mark in recording.marks if recording else ():
        if recording and mark.key == key and is_web(recording.url):
            yield media_of(recording.label, recording.url, mark.seconds)


def media_of(label: str, url: str, offset: int | None) -> Row:
    """Describe a recording, or where in it something begins."""
    return {
        "name": label or "Recording",
        "type": "media",
        "date": "",
        "offset": offset,
        "links": [{"media_type": "", "url": url}],
    }


def _related(
    card: MeetingCard, matter: MatterRef | None, motions: Iterable[Motion]
) -> list[Row]:
    found: list[Row] = []
    if matter and matter.file_number:
        found.append(
            {
                "entity_type": "bill",
                "id": bill_id(matter.file_number),
                "name": matter.file_number,
                "note": "consideration",
            }
        )
    return found + [
        {
            "entity_type": "vote_event",
            "id": vote_id(card.number, motion.id),
            "name": motion.text or UNTITLED,
            "note": "consideration",
        }
        for motion in motions
        if motion.deciding
    ]


def _in_force(card: MeetingCard, item: Item) -> Iterator[File]:
    gone = {(file.id, file.version) for file in card.withdrawn_files}
    yield from (file for file in item.files if (file.id, file.version) not in gone)


def documents_of(card: MeetingCard, by: Publisher) -> Iterator[Row]:
    """Yield the papers of a meeting: agenda and minutes in each version, and files."""
    yield from _versions(card, "Agenda", card.agenda_versions, by)
    yield from _versions(card, "Minutes", card.minutes_versions, by)
    gone = {(file.id, file.version) for file in card.withdrawn_files}
    for _, file in card.agenda.all_files() if card.agenda else ():
        if (file.id, file.version) not in gone:
            yield document_of(file, by)
    result = card.result or Result()
    yield from links_of(card, (link for _, link in result.all_links()), by)


def _versions(
    card: MeetingCard, name: str, versions: Iterable[Version], by: Publisher
) -> Iterator[Row]:
    """Yield each version that was not withdrawn, the one in force first."""
    kept = [version for version in versions if not version.withdrawn]
    page, file = by.page(f"/meetings/{card.number}"), name.casefold()
    for version in reversed(kept):
        old = "" if version is kept[-1] else f" v{version.version} (superseded)"
        yield {
            "note": f"{name}{old}",
            "url": f"{page}/{file}/v/{version.version}/{file}.pdf",
            "media_type": PDF,
            "date": version.posted_at[:10],
        }


def document_of(file: File, by: Publisher) -> Row:
    """Describe a file that was posted."""
    return {
        "note": file.label or file.name,
        "url": by.page(file.path),
        "media_type": file.media_type,
        "date": "",
    }


def links_of(card: MeetingCard, links: Iterable[Link], by: Publisher) -> Iterator[Row]:
    """Yield the papers that a source keeps, our copies of them where there are any."""
    gone = {(file.id, file.version) for file in card.withdrawn_files}
    for link in links:
        file = link.file
        if file and (file.id, file.version) not in gone:
            yield document_of(file, by)
        elif is_web(link.url):
            yield {
                "note": link.label or UNTITLED,
                "url": link.url,
                "media_type": "application/octet-stream",
                "date": "",
            }
