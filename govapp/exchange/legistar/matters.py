"""What belongs to a matter, as that interface has it."""

from govapp.exchange.legistar.items import attachment_rows, item_rows, list_listed
from govapp.record.cards import MeetingCard
from govapp.record.legistar_rows import VERSION, guid_of, number_of
from govapp.record.rows import Row
from govapp.record.shapes.matters import Matter

# What an item of a meeting and a step of a matter's history call the same.
SAME = (
    "AgendaSequence", "MinutesSequence", "AgendaNumber", "Video", "VideoIndex",
    "AgendaNote", "MinutesNote", "ActionId", "ActionText", "PassedFlag",
    "PassedFlagName", "RollCallFlag", "FlagExtra", "Tally", "AccelaRecordId",
    "Consent", "MoverId", "SeconderId",
)  # fmt: skip
TAKEN_UP = "On the agenda"


def history_rows(
    file_number: str, cards: list[MeetingCard], base_url: str
) -> list[Row]:
    """Return where a matter was taken up; the ids are those of the items."""
    return [
        _history(row, card)
        for card in cards
        for row in item_rows(card, base_url)
        if row["EventItemMatterFile"] == file_number
    ]


def _history(row: Row, card: MeetingCard) -> Row:
    host = card.notice.bodies[0]
    return {
        "MatterHistoryId": row["EventItemId"],
        "MatterHistoryGuid": row["EventItemGuid"],
        "MatterHistoryLastModifiedUtc": row["EventItemLastModifiedUtc"],
        "MatterHistoryRowVersion": VERSION,
        "MatterHistoryEventId": row["EventItemEventId"],
        "MatterHistoryVersion": "1",
        "MatterHistoryActionDate": f"{card.notice.start_local[:10]}T00:00:00",
        "MatterHistoryActionName": row["EventItemActionName"] or TAKEN_UP,
        "MatterHistoryActionBodyId": number_of("body", host.slug),
        "MatterHistoryActionBodyName": host.name,
        "MatterHistoryMoverName": row["EventItemMover"],
        "MatterHistorySeconderName": row["EventItemSeconder"],
        "MatterHistoryMatterStatusId": None,
        **{f"MatterHistory{name}": row[f"EventItem{name}"] for name in SAME},
    }


def matter_attachment_rows(
    file_number: str, cards: list[MeetingCard], base_url: str
) -> list[Row]:
    """Return the papers of a matter, each address once."""
    found = {
        row["MatterAttachmentHyperlink"]: row
        for card in cards
        for item in list_listed(card)
        if item.matter and item.matter.file_number == file_number
        for row in attachment_rows(item, base_url)
    }
    return list(found.values())


def version_rows(matter_id: int) -> list[Row]:
    """Return the versions of a matter's text: the one that is in force."""
    return [{"Key": str(matter_id), "Value": "1"}]


def text_row(matter_id: int, matter: Matter) -> Row:
    """Return a matter's text."""
    return {
        "MatterTextId": matter_id,
        "MatterTextGuid": guid_of(f"text:{matter.file_number}"),
        "MatterTextLastModifiedUtc": None,
        "MatterTextRowVersion": VERSION,
        "MatterTextMatterId": matter_id,
        "MatterTextVersion": "1",
        "MatterTextPlain": matter.summary,
        "MatterTextRtf": None,
    }
