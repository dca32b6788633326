"""What pages and feeds call things: kinds, states and changes in plain words."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from babel.lists import format_list
from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup

from govapp.meetings import rich_text
from govapp.meetings.published.matter_words import matter_name
from govapp.record.cards import Line
from govapp.record.changes import Change
from govapp.record.item_rows import ItemLine
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Item, ItemRef, MeetingRef
from govapp.web.filters import partial_date

NAMED = 3
ITEM_CHANGES = (
    "added", "removed", "withdrawn", "continued", "restored", "pulled", "put_back",
    "reworded", "moved",
)  # fmt: skip


def meeting_kind(kind: str) -> str:
    """Name a kind of meeting, such as "Special meeting"."""
    return {
        "regular": gettext("Regular meeting"),
        "special": gettext("Special meeting"),
        "emergency": gettext("Emergency meeting"),
        "adjourned": gettext("Adjourned meeting"),
        "workshop": gettext("Workshop"),
        "closed_only": gettext("Closed session only"),
    }.get(kind, kind)


def item_kind(kind: str) -> str:
    """Name a kind of agenda item where that says something."""
    return item_kinds().get(kind, "")


def item_kinds() -> dict[str, str]:
    """Name each kind of agenda item whose name says something."""
    return {
        "minutes": gettext("Approval of minutes"),
        "consent": gettext("Consent"),
        "decision": gettext("Decision"),
        "briefing": gettext("Briefing"),
        "public_comment": gettext("Public comment"),
        "closed": gettext("Closed session"),
    }


def item_field(field: str, item: Item) -> str:
    """Say a field of an agenda item in words."""
    said: dict[str, Callable[[Item], str]] = {
        "facts": item_facts,
        "kind": lambda item: item_kind(item.kind) or gettext("Other business"),
        "is_action": lambda item: (
            gettext("Possible action") if item.is_action else gettext("No action")
        ),
        "minutes_planned": item_minutes,
        "authorities": item_authorities,
        "pulled": item_pull,
        "late": item_late,
        "matter": item_matter,
        "continued_from": lambda item: (
            item_place(item.continued_from) if item.continued_from else ""
        ),
        "minutes_of": lambda item: (
            meeting_place(item.minutes_of) if item.minutes_of else ""
        ),
    }
    return said[field](item) if field in said else str(getattr(item, field))


def item_place(place: ItemRef | ItemLine) -> str:
    """Name an item by its meeting and its number there, such as "2026-012, item 5"."""
    if not place.number:
        return place.meeting
    return gettext(
        "%(meeting)s, item %(number)s", meeting=place.meeting, number=place.number
    )


def meeting_place(place: MeetingRef) -> str:
    """Name another meeting: "Board of Governors, October 30, 2026"."""
    return f"{place.title}, {partial_date(place.date)}"


def item_facts(item: Item) -> str:
    """Say in a line what an item is, who presents it and how long it may take."""
    action = gettext("Possible action") if item.is_action else ""
    facts = (
        item_kind(item.kind),
        action,
        item_matter(item),
        item_authorities(item),
        item_minutes(item),
        item.presenter,
    )
    return " · ".join(filter(None, facts))


def item_matter(item: Item) -> str:
    """Name the matter that an item is part of."""
    return matter_name(item.matter) if item.matter else ""


def item_authorities(item: Item) -> str:
    """Say what each body's word counts for: "Advisory: Audit Committee"."""
    return authorities((each.authority, each.body.name) for each in item.authorities)


def authorities(found: Iterable[tuple[str, str]]) -> str:
    """Say likewise of pairs of authority and body."""
    words = {
        "primary": gettext("Primary authority"),
        "joint": gettext("Joint authority"),
        "advisory": gettext("Advisory"),
    }
    return "; ".join(f"{words[authority]}: {name}" for authority, name in found)


def item_late(item: Item) -> str:
    """Say on what basis an item was added after the notice."""
    if item.late is None:
        return ""
    told = gettext("Added after the notice. %(basis)s", basis=item.late.basis)
    return f"{told}: {item.late.reason}" if item.late.reason else f"{told}."


def item_pull(item: Item) -> str:
    """Say by whom an item was pulled from the consent calendar, and why."""
    if item.pulled is None:
        return ""
    told = gettext("Pulled from the consent calendar by %(who)s", who=item.pulled.by)
    return f"{told}: {item.pulled.reason}" if item.pulled.reason else f"{told}."


def item_minutes(item: Item) -> str:
    """Say how long an item is planned to take."""
    count = item.minutes_planned
    return ngettext("%(num)s minute", "%(num)s minutes", count) if count else ""


def duration(minutes: int) -> str:
    """Say how long something takes: 2 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [
        ngettext("%(num)s hour", "%(num)s hours", hours) if hours else "",
        ngettext("%(num)s minute", "%(num)s minutes", rest) if rest else "",
    ]
    return " ".join(part for part in parts if part)


def attendance(word: str) -> str:
    """Say how somebody took part, or that they did not."""
    return {
        "present": gettext("present"),
        "absent": gettext("absent"),
        "excused": gettext("excused"),
        "in_person": gettext("in person"),
        "video": gettext("by video"),
        "phone": gettext("by phone"),
    }.get(word, word.replace("_", " "))


def field_name(field: str) -> str:
    """Name a field of an agenda item."""
    return {
        "title": gettext("Title"),
        "kind": gettext("Kind"),
        "is_action": gettext("Action"),
        "presenter": gettext("Presenter"),
        "minutes_planned": gettext("Time planned"),
        "description": gettext("Description"),
        "recommended_motion": gettext("Recommended motion"),
        "legal_basis": gettext("Legal basis"),
        "authorities": gettext("Authority"),
        "matter": gettext("Matter"),
        "pulled": gettext("Consent"),
        "late": gettext("Late item"),
        "continued_from": gettext("Continued from"),
        "minutes_of": gettext("Minutes to approve"),
        "note": gettext("Note"),
        "facts": gettext("Details"),
        "file": gettext("Document"),
    }[field]


def posting_title(line: Line) -> str:
    """Say what was posted, such as "Revised agenda"."""
    known = {
        ("notice", ""): gettext("Meeting announced"),
        ("notice", "tentative"): gettext("Tentative date"),
        ("notice", "confirmed"): gettext("Meeting confirmed"),
        ("notice", "rescheduled"): gettext("Meeting moved"),
        ("notice", "postponed"): gettext("Meeting postponed"),
        ("notice", "revised"): gettext("Meeting details changed"),
        ("agenda", ""): gettext("Agenda"),
        ("agenda", "revised"): gettext("Revised agenda"),
        ("agenda", "supplemental"): gettext("Supplemental documents"),
        ("minutes", ""): gettext("Minutes"),
        ("minutes", "proposed"): gettext("Proposed minutes"),
        ("minutes", "approved"): gettext("Approved minutes"),
        ("minutes", "corrected"): gettext("Minutes approved as corrected"),
        ("result", ""): gettext("Results as reported"),
        ("result", "corrected"): gettext("Results as reported, corrected"),
        ("sitting", ""): gettext("Attendance and votes"),
        ("sitting", "corrected"): gettext("Attendance and votes, corrected"),
        ("certificate", ""): gettext("Posting certificate"),
        ("report", ""): gettext("Report out of closed session"),
        ("recording", ""): gettext("Recording"),
        ("recording", "removed"): gettext("Recording taken down"),
        ("cancellation", ""): gettext("Meeting cancelled"),
        ("withdrawal", ""): gettext("Withdrawal"),
        ("withdrawal", "agenda"): gettext("Agenda withdrawn"),
        ("withdrawal", "minutes"): gettext("Minutes withdrawn"),
        ("withdrawal", "document"): gettext("Document withdrawn"),
    }
    return known.get((line.kind, line.label or line.what)) or known[line.kind, ""]


def posting_address(line: Line) -> str:
    """Return where on a meeting's pages a posting can be read."""
    place = {
        Kind.CERTIFICATE: "/certificate",
        Kind.AGENDA: f"/agenda/v/{line.version}",
        Kind.MINUTES: "/minutes",
    }
    return f"/meetings/{line.number}" + place.get(Kind(line.kind), "")


def changes(found: Iterable[Change]) -> str:
    """Say what changed in a line: "item 5 reworded, 1 document replaced"."""
    kinds = (*ITEM_CHANGES, "file_added", "file_replaced", "file_removed", "note")
    ranked = sorted(found, key=lambda change: kinds.index(change.what))
    parts = []
    for what, group in groupby(ranked, key=lambda change: change.what):
        same = list(group)
        is_item = what in ITEM_CHANGES
        parts.append(_items(what, same) if is_item else _files(what, len(same)))
    return ", ".join(parts)


def _items(what: str, same: Sequence[Change]) -> str:
    count, numbers = len(same), [change.number for change in same]
    if count > NAMED or not all(numbers):
        which = ngettext("%(num)s item", "%(num)s items", count)
    else:
        which = ngettext(
            "item %(names)s",
            "items %(names)s",
            count,
            names=format_list(numbers, locale=get_locale()),
        )
    return {
        "added": gettext("%(which)s added", which=which),
        "removed": gettext("%(which)s removed", which=which),
        "withdrawn": gettext("%(which)s withdrawn", which=which),
        "continued": gettext("%(which)s continued to a later meeting", which=which),
        "restored": gettext("%(which)s restored", which=which),
        "pulled": gettext("%(which)s pulled from consent", which=which),
        "put_back": gettext("%(which)s put back into consent", which=which),
        "reworded": gettext("%(which)s reworded", which=which),
        "moved": gettext("%(which)s moved", which=which),
    }[what]


def _files(what: str, count: int) -> str:
    return {
        "file_added": ngettext(
            "%(num)s document added", "%(num)s documents added", count
        ),
        "file_replaced": ngettext(
            "%(num)s document replaced", "%(num)s documents replaced", count
        ),
        "file_removed": ngettext(
            "%(num)s document removed", "%(num)s documents removed", count
        ),
        "note": gettext("note changed"),
    }[what]


def safe_html(text: str) -> Markup:
    """Mark posted rich text as HTML, cleaned once more before it is shown."""
    return Markup(rich_text.clean(text))  # noqa: S704  # cleaned by this very call
