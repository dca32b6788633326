"""Votes and roll calls, as that interface has them."""

from govapp.exchange.legistar.items import number_items, person_id
from govapp.record.cards import MeetingCard
from govapp.record.legistar_rows import VERSION, guid_of, number_of, utc
from govapp.record.rows import Row
from govapp.record.shapes.sittings import Ballot

# By the id, the word that tools know, what it is used for and what it comes to.
VOTE_TYPES = {
    "present": (1, "Present", 1, 0),
    "yes": (2, "Yes", 2, 1),
    "no": (3, "No", 2, 2),
    "abstain": (4, "Abstain", 2, 0),
    "recused": (5, "Recused", 2, 0),
    "absent": (6, "Absent", 3, 0),
    "excused": (7, "Excused", 3, 0),
    "not_voting": (8, "Not Voting", 2, 0),
}


def vote_rows(card: MeetingCard, key: int) -> list[Row] | None:
    """Return the votes on an item, of every body that voted; None without the item."""
    item = number_items(card).get(key)
    if item is None:
        return None
    last = {each.body.slug: each for each in item.motions if each.deciding}
    ballots = [
        ballot
        for motion in last.values()
        for ballot in (motion.deciding.ballots if motion.deciding else ())
    ]
    return [
        vote_row(card, key, place, ballot)
        for place, ballot in enumerate(ballots, start=1)
    ]


def vote_row(card: MeetingCard, key: int, place: int, ballot: Ballot) -> Row:
    """Return the row of somebody's vote."""
    value, name, _, result = VOTE_TYPES[ballot.option]
    return {
        "VoteId": number_of(
            "vote", f"{key}/{ballot.person.slug or ballot.person.name}"
        ),
        "VoteGuid": guid_of(f"vote:{key}/{ballot.person.slug or ballot.person.name}"),
        "VoteLastModifiedUtc": utc(card.updated_at),
        "VoteRowVersion": VERSION,
        "VotePersonId": person_id(ballot.person) or 0,
        "VotePersonName": ballot.person.name,
        "VoteValueId": value,
        "VoteValueName": name,
        "VoteSort": place,
        "VoteResult": result,
        "VoteEventItemId": key,
    }


def roll_call_rows(card: MeetingCard, key: int) -> list[Row] | None:
    """Return who was there as an item says; None without the item."""
    item = number_items(card).get(key)
    if item is None:
        return None
    return [
        {
            "RollCallId": number_of("roll call", f"{key}/{each.person.slug}/{place}"),
            "RollCallGuid": guid_of(f"roll call:{key}/{each.person.slug}/{place}"),
            "RollCallLastModifiedUtc": utc(card.updated_at),
            "RollCallRowVersion": VERSION,
            "RollCallPersonId": person_id(each.person) or 0,
            "RollCallPersonName": each.person.name,
            "RollCallValueId": VOTE_TYPES[each.status][0],
            "RollCallValueName": VOTE_TYPES[each.status][1],
            "RollCallSort": place,
            "RollCallResult": 0,
            "RollCallEventItemId": key,
        }
        for place, each in enumerate(item.presences, start=1)
    ]


def vote_type_rows() -> list[Row]:
    """Return the words for a vote."""
    return [
        {
            "VoteTypeId": key,
            "VoteTypeGuid": guid_of(f"vote type:{key}"),
            "VoteTypeLastModifiedUtc": None,
            "VoteTypeRowVersion": VERSION,
            "VoteTypeName": name,
            "VoteTypePluralName": name,
            "VoteTypeUsedFor": used_for,
            "VoteTypeResult": result,
            "VoteTypeSort": key,
        }
        for key, name, used_for, result in VOTE_TYPES.values()
    ]
