"""A matter as OParl's paper."""

from collections.abc import Sequence

from govapp.exchange.oparl.files import Files
from govapp.exchange.oparl.meetings import consultations_of
from govapp.exchange.oparl.names import Row, Site, Times, own
from govapp.record.cards import MeetingCard
from govapp.record.shapes.matters import Matter

Taken = tuple[MeetingCard, Times]


def paper_of(matter: Matter, taken: Sequence[Taken], times: Times, at: Site) -> Row:
    """Describe a matter with the meetings that took it up, the first first."""
    number = matter.file_number
    files = [file for card, when in taken for file in _files(card, number, when, at)]
    fields = {
        "body": at.url("body"),
        "name": matter.title,
        "reference": number,
        "date": times.created.date().isoformat(),
        "paperType": matter.kind.replace("_", " ").capitalize(),
        "auxiliaryFile": files,
        "underDirectionOf": [at.organization(matter.body.slug)],
        "consultation": [
            row
            for card, when in taken
            for row in consultations_of(card, when, at, number)
        ],
        "web": at.page(f"/matters/{number}"),
        **own(matter=matter.model_dump(mode="json", exclude_defaults=True)),
    }
    return at.make("Paper", number, times, fields)


def _files(card: MeetingCard, number: str, times: Times, at: Site) -> list[Row]:
    items = card.agenda.walk() if card.agenda else ()
    of_matter = (
        one for one in items if one.matter and one.matter.file_number == number
    )
    posted = [file for item in of_matter for file in item.files]
    return Files(card, times, at).of(posted)
