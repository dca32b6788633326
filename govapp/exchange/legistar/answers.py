"""What each address of that interface answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govapp.exchange.legistar import items, matters, people, published, votes
from govapp.exchange.legistar.odata import read_query
from govapp.record.legistar_rows import VERSION, guid_of, number_of
from govapp.record.rows import Row

# Digits of a whole number below 2^53.
LONGEST = 16
KINDS = (
    "initiative",
    "tariff",
    "contract",
    "budget",
    "appointment",
    "report",
    "resolution",
    "other",
)


@dataclass(frozen=True)
class Asked:
    """A request: the site's address, what follows the question mark, and the day."""

    base_url: str
    arguments: Mapping[str, str]
    today: date

    def choose(self, rows: Sequence[Row], key: str) -> list[Any]:
        """Return the rows of a list that are asked for; raises QueryError."""
        query = read_query(self.arguments, list(rows[0]) if rows else None)
        return list(query.choose(rows, key))


def answer(path: Sequence[str], asked: Asked) -> Any:
    """Return what an address answers, None where there is nothing."""
    match path:
        case [name]:
            return _list(name, asked)
        case [name, text] if key := read_key(text):
            return _one(name, key, asked)
        case [name, text, *rest] if key := read_key(text):
            find = BENEATH.get(name)
            return find(key, rest, asked) if find else None
    return None


def read_key(text: str) -> int:
    """Read an id; 0 is none."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_one else 0


def _list(name: str, asked: Asked) -> Any:
    make = LISTS.get(name)
    if make is None:
        return None
    key, rows = make(asked)
    return asked.choose(rows, key)


def _one(name: str, key: int, asked: Asked) -> Any:
    match name:
        case "events":
            return _event(key, asked)
        case "matters":
            return published.find_row("matter", key, asked.base_url)
        case "eventdates":
            return _dates(key, asked)
    make = LISTS.get(name)
    if make is None:
        return None
    field, rows = make(asked)
    return next((row for row in rows if row[field] == key), None)


def _event(key: int, asked: Asked) -> Row | None:
    row = published.find_row("event", key, asked.base_url)
    if row and asked.arguments.get("EventItems") == "1":
        card = published.find_card(key)
        row["EventItems"] = items.item_rows(card, asked.base_url) if card else []
    return row


def _dates(body: int, asked: Asked) -> list[Any]:
    """Return the days on which a body meets, those to come alone if that is asked."""
    days = sorted(
        str(row["EventDate"])
        for row in published.list_rows("event", asked.base_url)
        if row["EventBodyId"] == body
    )
    is_ahead = asked.arguments.get("FutureDatesOnly", "").casefold() == "true"
    first = f"{asked.today}T00:00:00" if is_ahead else ""
    return [day for day in days if day >= first]


def _of_event(key: int, rest: Sequence[str], asked: Asked) -> Any:
    card = published.find_card(key)
    if card is None or rest[0] != "eventitems":
        return None
    rows = items.item_rows(card, asked.base_url)
    return _among(rows, "EventItemId", rest[1:], asked)


def _of_item(key: int, rest: Sequence[str], asked: Asked) -> Any:
    card = published.find_card_of_item(key)
    if card is None:
        return None
    match rest[0]:
        case "votes":
            return _among(votes.vote_rows(card, key), "VoteId", rest[1:], asked)
        case "rollcalls":
            rows = votes.roll_call_rows(card, key)
            return _among(rows, "RollCallId", rest[1:], asked)
    return None


def _of_body(key: int, rest: Sequence[str], asked: Asked) -> Any:
    cards = [
        card
        for card in published.list_bodies()
        if number_of("body", card.body.slug) == key
    ]
    if not cards or rest[0] != "officerecords":
        return None
    return _among(people.office_rows(cards), "OfficeRecordId", rest[1:], asked)


def _of_person(key: int, rest: Sequence[str], asked: Asked) -> Any:
    known = published.map_people().get(key)
    if known is None:
        return None
    match rest[0]:
        case "officerecords":
            rows = people.office_rows(published.list_bodies())
            own = [row for row in rows if row["OfficeRecordPersonId"] == key]
            return _among(own, "OfficeRecordId", rest[1:], asked)
        case "votes":
            return _among(published.list_votes(known[0]), "VoteId", rest[1:], asked)
        case "rollcalls":
            rows = published.list_roll_calls(known[0])
            return _among(rows, "RollCallId", rest[1:], asked)
    return None


def _of_matter(key: int, rest: Sequence[str], asked: Asked) -> Any:
    row = published.find_row("matter", key, asked.base_url)
    if row is None:
        return None
    file_number = str(row["MatterFile"])
    match rest:
        case ["versions"]:
            return matters.version_rows(key)
        case ["texts", version] if version == str(key):
            matter = published.find_matter(file_number)
            return matters.text_row(key, matter) if matter else None
        case ["sponsors" | "relations" | "indexes" | "codesections"]:
            return []
        case [("histories" | "attachments") as what, *more]:
            name, make = OF_MEETINGS[what]
            cards = published.list_cards_of_matter(file_number)
            return _among(make(file_number, cards, asked.base_url), name, more, asked)
    return None


def _among(
    rows: Sequence[Row] | None, key: str, rest: Sequence[str], asked: Asked
) -> Any:
    """Return the rows of a list, or the one whose id follows it."""
    if rows is None or len(rest) > 1:
        return None
    if not rest:
        return asked.choose(rows, key)
    return next((row for row in rows if str(row[key]) == rest[0]), None)


Rows = tuple[str, Sequence[Row]]


def _events(asked: Asked) -> Rows:
    return "EventId", published.list_rows("event", asked.base_url)


def _matters(asked: Asked) -> Rows:
    return "MatterId", published.list_rows("matter", asked.base_url)


def _bodies(_asked: Asked) -> Rows:
    return "BodyId", [people.body_row(card) for card in published.list_bodies()]


def _body_types(_asked: Asked) -> Rows:
    return "BodyTypeId", people.body_type_rows()


def _persons(asked: Asked) -> Rows:
    known = published.map_people().values()
    return "PersonId", [
        people.person_row(slug, name, asked.base_url) for slug, name in known
    ]


def _offices(_asked: Asked) -> Rows:
    return "OfficeRecordId", people.office_rows(published.list_bodies())


def _vote_types(_asked: Asked) -> Rows:
    return "VoteTypeId", votes.vote_type_rows()


def _named(kind: str, names: Sequence[str]) -> Callable[[Asked], Rows]:
    """Return what makes a list of names."""
    rows: list[Row] = [
        {
            f"{kind}Id": number,
            f"{kind}Guid": guid_of(f"{kind}:{name}"),
            f"{kind}LastModifiedUtc": None,
            f"{kind}RowVersion": VERSION,
            f"{kind}Name": name,
            f"{kind}ActiveFlag": 1,
            f"{kind}UsedFlag": 1,
        }
        for number, name in names_with_ids(kind, names)
    ]
    return lambda _asked: (f"{kind}Id", rows)


def names_with_ids(kind: str, names: Sequence[str]) -> list[tuple[int, str]]:
    """Return names with the ids that rows refer to."""
    if kind == "Action":
        return [(number_of("action", name) % 10_000, name) for name in names]
    if kind == "MatterType":
        return [
            (number_of("matter type", name) % 1000, name.capitalize()) for name in names
        ]
    return list(enumerate(names, start=1))


OF_MEETINGS = {
    "histories": ("MatterHistoryId", matters.history_rows),
    "attachments": ("MatterAttachmentId", matters.matter_attachment_rows),
}
LISTS: dict[str, Callable[[Asked], Rows]] = {
    "events": _events,
    "matters": _matters,
    "bodies": _bodies,
    "bodytypes": _body_types,
    "persons": _persons,
    "officerecords": _offices,
    "votetypes": _vote_types,
    "actions": _named("Action", sorted(set(items.ACTIONS.values()))),
    "mattertypes": _named("MatterType", KINDS),
    "matterstatuses": _named("MatterStatus", ("In progress", "Closed")),
    "matterrequesters": _named("MatterRequester", ()),
    "indexes": _named("Index", ()),
    "codesections": _named("CodeSection", ()),
}
BENEATH: dict[str, Callable[[int, Sequence[str], Asked], Any]] = {
    "events": _of_event,
    "eventitems": _of_item,
    "bodies": _of_body,
    "persons": _of_person,
    "matters": _of_matter,
}
