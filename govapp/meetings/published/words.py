"""What pages and feeds call things: kinds, states and changes in plain words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from babel.lists import format_list
from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup

from govapp.meetings import rich_text
from govapp.record.cards import Line
from govapp.record.changes import Change
from govapp.record.shapes.meetings import Item

NAMED = 3


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
    if field == "facts":
        return item_facts(item)
    if field == "kind":
        return item_kind(item.kind) or gettext("Other business")
    if field == "is_action":
        return gettext("Possible action") if item.is_action else gettext("No action")
    if field == "minutes_planned":
        return item_minutes(item)
    return str(getattr(item, field))


def item_facts(item: Item) -> str:
    """Say in a line what an item is, who presents it and how long it may take."""
    action = gettext("Possible action") if item.is_action else ""
    facts = (item_kind(item.kind), action, item_minutes(item), item.presenter)
    return " · ".join(filter(None, facts))


def item_minutes(item: Item) -> str:
    """Say how long an item is planned to take."""
    count = item.minutes_planned
    return ngettext("%(num)s minute", "%(num)s minutes", count) if count else ""


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
        ("result", ""): gettext("Results as reported"),
        ("cancellation", ""): gettext("Meeting cancelled"),
        ("withdrawal", ""): gettext("Withdrawal"),
        ("withdrawal", "agenda"): gettext("Agenda withdrawn"),
        ("withdrawal", "minutes"): gettext("Minutes withdrawn"),
        ("withdrawal", "document"): gettext("Document withdrawn"),
    }
    return known.get((line.kind, line.label or line.what)) or known[line.kind, ""]


def changes(found: Iterable[Change]) -> str:
    """Say what changed in a line: "item 5 reworded, 1 document replaced"."""
    order = ("added", "removed", "withdrawn", "restored", "reworded", "moved")
    kinds = (*order, "file_added", "file_replaced", "file_removed", "note")
    ranked = sorted(found, key=lambda change: kinds.index(change.what))
    parts = []
    for what, group in groupby(ranked, key=lambda change: change.what):
        same = list(group)
        parts.append(_items(what, same) if what in order else _files(what, len(same)))
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
        "restored": gettext("%(which)s restored", which=which),
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
