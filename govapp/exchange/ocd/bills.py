"""A matter as Open Civic Data's bill, with what became of it at each meeting."""

from collections.abc import Iterable, Iterator

from govapp.exchange.ocd.agendas import document_of, links_of
from govapp.exchange.ocd.names import (
    Publisher,
    Row,
    bill_id,
    event_id,
    organization_id,
)
from govapp.record.cards import MeetingCard
from govapp.record.shapes.matters import Matter
from govapp.record.shapes.meetings import Item
from govapp.record.shapes.results import ReportedItem
from govapp.record.shapes.sittings import Motion

# Of our kinds those for which there is a word.
CLASSIFICATIONS = {"resolution", "contract", "appointment"}
ACTIONS = {
    "adopted": "passage",
    "lost": "failure",
    "tabled": "deferral",
    "postponed": "deferral",
    "referred": "referral",
    "withdrawn": "withdrawal",
}
TAKEN_UP = "On the agenda"
# Of a matter that came to no meeting yet.
NO_SESSION = "none"


def bill_of(matter: Matter, cards: Iterable[MeetingCard], by: Publisher) -> Row:
    """Describe a matter; `cards` are the meetings that took it up, the first first."""
    page, meetings = f"/matters/{matter.file_number}", list(cards)
    taken = [
        (card, item, motions)
        for card in meetings
        for item, motions in _items(card, matter.file_number)
    ]
    documents = [paper for card, item, _ in taken for paper in _papers(card, item, by)]
    years = [card.notice.start_local[:4] for card in meetings]
    return {
        "id": bill_id(matter.file_number),
        "legislative_session": years[0] if years else NO_SESSION,
        "identifier": matter.file_number,
        "title": matter.title,
        "from_organization": organization_id(matter.body.slug),
        "classification": [matter.kind] if matter.kind in CLASSIFICATIONS else [],
        "subject": [],
        "abstracts": (
            [{"abstract": matter.summary, "note": "HTML"}] if matter.summary else []
        ),
        "other_titles": [],
        "other_identifiers": [],
        "actions": [
            action for row in taken for action in _actions(row[0], row[1], row[2])
        ],
        "sponsorships": [],
        "related_bills": [],
        "versions": [],
        "documents": list({str(row["links"]): row for row in documents}.values()),
        "sources": by.sources(page, [matter.initiative_url]),
        "extras": {
            **matter.model_dump(
                mode="json", exclude_defaults=True, exclude={"summary", "title"}
            ),
            "events": [event_id(card.notice) for card in meetings],
        },
    }


def _items(
    card: MeetingCard, file_number: str
) -> Iterator[tuple[Item | ReportedItem, list[Motion]]]:
    for item in card.agenda.walk() if card.agenda else ():
        if item.matter and item.matter.file_number == file_number:
            yield item, [each for each in card.motions if each.item == item.key]
    for told in card.result.items if card.result else ():
        if told.matter and told.matter.file_number == file_number:
            yield told, list(told.motions)


def _actions(
    card: MeetingCard, item: Item | ReportedItem, motions: list[Motion]
) -> Iterator[Row]:
    """Yield what was done with a matter: on each motion, else that it was there."""
    said = item.result if isinstance(item, ReportedItem) else ""
    for motion in motions:
        yield _action(card, motion.body.slug, said or motion.text, motion.state)
    if not motions:
        yield _action(card, card.notice.bodies[0].slug, said or TAKEN_UP, "")


def _action(card: MeetingCard, body: str, description: str, state: str) -> Row:
    return {
        "organization": organization_id(body),
        "date": card.notice.start_local[:10],
        "description": description or TAKEN_UP,
        "classification": [ACTIONS[state]] if state in ACTIONS else [],
        "related_entities": [],
        "extras": {"event_id": event_id(card.notice), "state": state},
    }


def _papers(
    card: MeetingCard, item: Item | ReportedItem, by: Publisher
) -> Iterator[Row]:
    if isinstance(item, ReportedItem):
        papers = list(links_of(card, item.links, by))
    else:
        gone = {(file.id, file.version) for file in card.withdrawn_files}
        kept = (file for file in item.files if (file.id, file.version) not in gone)
        papers = [document_of(file, by) for file in kept]
    for paper in papers:
        links = [{"media_type": paper["media_type"], "url": paper["url"]}]
        date = card.notice.start_local[:10]
        yield {"note": paper["note"], "date": date, "links": links}
