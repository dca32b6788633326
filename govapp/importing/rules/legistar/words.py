"""The words of a Legistar installation, in ours."""

from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.legistar.rows import EventRow, VoteRow
from govapp.record.shapes.sittings import Option

# How a city says it, and which of our words it is; each city has words of its own.
OPTIONS = {
    Option.YES: "affirmative aye ayes yea yeas yes approve in~favor for",
    Option.NO: "negative nay nays no noes opposed oppose against reject",
    Option.ABSTAIN: "abstain abstained abstention abstaining",
    Option.RECUSED: "recused recuse recusal conflict conflict~of~interest",
    Option.ABSENT: "absent away not~present absent~(nv)",
    Option.EXCUSED: (
        "excused medical maternity paternity parental bereavement vacation leave "
        "military~leave jury~duty suspended excused~absence"
    ),
    Option.NOT_VOTING: (
        "non-voting nonvoting not~voting present present~not~voting did~not~vote "
        "abstain~(nv)"
    ),
}
BY_WORD = {
    word.replace("~", " "): option
    for option, words in OPTIONS.items()
    for word in words.split()
}
# What a city's own table says of a word that nobody knows.
BY_RESULT = {1: Option.YES, 2: Option.NO}
SAME = {
    Option.YES: "affirmative aye yea yes",
    Option.NO: "negative nay no",
}
THERE = {"present", "late", "remote", "present (remote)", "here", "arrived late"}
AWAY = {"absent", "not present", "away"}
CANCELLED = ("cancel", "withdrawn")
PUT_OFF = ("deferred", "postponed", "rescheduled", "recessed")
KINDS = {
    "resolution": "resolution",
    "contract": "contract",
    "budget": "budget",
    "appointment": "appointment",
    "nomination": "appointment",
    "report": "report",
}


def read_option(row: VoteRow, place: str, found: Findings) -> Option:
    """Return how somebody voted, as near as the word comes to it."""
    word = row.value_name.casefold()
    if word in BY_WORD:
        return BY_WORD[word]
    option = BY_RESULT.get(row.result or 0, Option.NOT_VOTING)
    reason = f"the word “{row.value_name}” of a vote is taken for “{option}”"
    found.append(Finding(place, reason))
    return option


def is_plain(option: Option, word: str) -> bool:
    """Say whether our word for a vote says all that the source's does."""
    folded = word.casefold()
    return folded == option or folded in SAME.get(option, "").split()


def read_status(word: str, place: str, found: Findings) -> str:
    """Return whether somebody was present, absent or excused."""
    folded = word.casefold()
    if folded in THERE:
        return "present"
    if folded in AWAY:
        return "absent"
    if BY_WORD.get(folded) is not Option.EXCUSED:
        reason = f"the word “{word}” of a roll call is taken for “excused”"
        found.append(Finding(place, reason))
    return "excused"


def read_fate(event: EventRow) -> str:
    """Say whether a meeting was cancelled or postponed; nothing for neither."""
    texts = [event.agenda_status_name, event.location, event.comment]
    words = [text.casefold() for text in texts]
    if any(word.startswith(CANCELLED) for word in words):
        return "cancelled"
    return "postponed" if words[0].startswith(PUT_OFF) else ""


def read_kind(type_name: str) -> str:
    """Return what kind of business a matter is."""
    words = type_name.casefold()
    return next((kind for word, kind in KINDS.items() if word in words), "other")
