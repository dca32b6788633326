"""What each page answers: itself, an address that it leads to, or a calendar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from govapp.exchange.legistar import items, people, published, votes
from govapp.exchange.legistar import matters as of_matters
from govapp.exchange.legistar.answers import read_key
from govapp.exchange.legistar.insite import matters, meetings
from govapp.exchange.legistar.insite import people as persons
from govapp.exchange.legistar.insite.asking import read_number
from govapp.exchange.legistar.insite.pages import Page, lead, link
from govapp.record.cards import MeetingCard
from govapp.record.legistar_rows import event_row, guid_of, number_of
from govapp.record.rows import Row

Answer = Page | str | bytes | None


@dataclass(frozen=True)
class Asked:
    """A request: the site's address, what is asked for, and the day."""

    base_url: str
    asked: Mapping[str, str]
    today: date

    @property
    def key(self) -> int:
        """The id that is asked for; 0 is none."""
        return read_key(self.asked.get("id", ""))

    @property
    def kind(self) -> str:
        """Which of several things of one id is asked for."""
        return self.asked.get("m", "").casefold()


def answer(name: str, asked: Asked) -> Answer:
    """Return what a page answers, None where there is nothing; raises ValueError."""
    make = PAGES.get(name)
    return make(asked) if make else None


def _calendar(asked: Asked) -> Answer:
    return meetings.calendar_page(
        published.list_rows("event", asked.base_url),
        _map_bodies(),
        year=asked.asked.get("year") or str(asked.today.year),
        number=read_number(asked.asked),
    )


def _meeting(asked: Asked) -> Answer:
    card = published.find_card(asked.key)
    if card is None:
        return None
    row = _row(card, asked)
    address = lead("DepartmentDetail", row["EventBodyId"], "")
    body = link(card.notice.bodies[0].name, address)
    rows = items.item_rows(card, asked.base_url)
    return meetings.meeting_page(row, rows, _own(card), body)


def _action(asked: Asked) -> Answer:
    key, card = asked.key, published.find_card_of_item(asked.key)
    rows = items.item_rows(card, asked.base_url) if card else []
    item = next((row for row in rows if row["EventItemId"] == key), None)
    if card is None or item is None:
        return None
    tables = meetings.list_tables(
        votes.vote_rows(card, key) or (),
        votes.roll_call_rows(card, key) or (),
        {each: guid_of(f"person:{slug}") for each, (slug, _) in _known().items()},
    )
    return meetings.action_page(_row(card, asked), item, tables, _own(card))


def _view(asked: Asked) -> Answer:
    """Return a meeting as a calendar has it, or where its agenda or minutes are."""
    card = published.find_card(asked.key)
    if card is None:
        return None
    if asked.kind == "ic":
        return meetings.make_calendar(card)
    name = {"a": "EventAgendaFile", "m": "EventMinutesFile"}.get(asked.kind, "")
    file = _row(card, asked).get(name)
    return str(file) if file else None


def _people(asked: Asked) -> Answer:
    rows = [
        people.person_row(slug, name, asked.base_url)
        for slug, name in _known().values()
    ]
    return persons.people_page(rows, number=read_number(asked.asked))


def _person(asked: Asked) -> Answer:
    known = _known().get(asked.key)
    if known is None:
        return None
    row = people.person_row(*known, asked.base_url)
    offices = [
        office
        for office in people.office_rows(published.list_bodies())
        if office["OfficeRecordPersonId"] == asked.key
    ]
    return persons.person_page(row, offices, _map_bodies(), f"/people/{known[0]}")


def _body(asked: Asked) -> Answer:
    slugs = (card.body.slug for card in published.list_bodies())
    found = next((slug for slug in slugs if number_of("body", slug) == asked.key), "")
    return f"/committees/{found}" if found else None


def _matters(asked: Asked) -> Answer:
    rows = published.list_rows("matter", asked.base_url)
    wanted = matters.Wanted.read(asked.asked)
    return matters.matters_page(rows, wanted, number=read_number(asked.asked))


def _matter(asked: Asked) -> Answer:
    row = published.find_row("matter", asked.key, asked.base_url)
    file_number = str(row["MatterFile"]) if row else ""
    matter = published.find_matter(file_number) if row else None
    if row is None or matter is None:
        return None
    given = (
        file_number,
        published.list_cards_of_matter(file_number),
        asked.base_url,
    )
    return matters.matter_page(
        row,
        matter.summary,
        steps=of_matters.history_rows(*given),
        papers=of_matters.matter_attachment_rows(*given),
        own=f"/matters/{file_number}",
    )


def _gateway(asked: Asked) -> Answer:
    """Return where a matter's page is, as whoever asks whether it is public expects."""
    row = published.find_row("matter", asked.key, "") if asked.kind == "l" else None
    return (
        lead("LegislationDetail", row["MatterId"], row["MatterGuid"]) if row else None
    )


def _row(card: MeetingCard, asked: Asked) -> Row:
    return published.complete(event_row(card), asked.base_url)


def _own(card: MeetingCard) -> str:
    return f"/meetings/{card.number}"


def _known() -> Mapping[int, tuple[str, str]]:
    return published.map_people()


def _map_bodies() -> dict[object, str]:
    """Return the unique ids of bodies by their ids."""
    slugs = [card.body.slug for card in published.list_bodies()]
    return {number_of("body", slug): guid_of(f"body:{slug}") for slug in slugs}


PAGES: dict[str, Callable[[Asked], Answer]] = {
    "calendar.aspx": _calendar,
    "departmentdetail.aspx": _body,
    "gateway.aspx": _gateway,
    "historydetail.aspx": _action,
    "legislation.aspx": _matters,
    "legislationdetail.aspx": _matter,
    "meetingdetail.aspx": _meeting,
    "people.aspx": _people,
    "persondetail.aspx": _person,
    "view.ashx": _view,
}
