"""What differs from the last posting, in words."""

from collections import Counter
from collections.abc import Iterable

from flask_babel import gettext, ngettext

from govapp.committees.content import Difference
from govapp.committees.published import words

SHOWN = 80


def summary(differences: Iterable[Difference]) -> str:
    """Say in short what differs: "purpose, 1 seat"."""
    seats, members, order, fields = 0, set(), False, Counter[str]()
    for found in differences:
        if found.what.startswith("seat_") and found.name:
            seats += 1
        elif found.what.startswith("member_") and found.name:
            members.add(found.name)
        elif found.what == "order":
            order = True
        else:
            fields[words.field(found.what)] += 1
    parts = list(fields)
    if seats:
        parts.append(ngettext("%(num)s seat", "%(num)s seats", seats))
    if members:
        parts.append(ngettext("%(num)s member", "%(num)s members", len(members)))
    if order:
        parts.append(gettext("order of the roster"))
    return ", ".join(parts)


def sentence(found: Difference) -> str:
    """Say one difference in full."""
    told: dict[str, str] = {
        "seat_added": gettext("Seat added: %(name)s", name=found.name),
        "seat_changed": gettext("Seat changed: %(name)s", name=found.name),
        "seat_removed": gettext("Seat removed: %(name)s", name=found.name),
        "member_added": gettext("Member added: %(name)s", name=found.name),
        "member_changed": gettext("Member changed: %(name)s", name=found.name),
        "member_removed": gettext("Member removed: %(name)s", name=found.name),
        "order": gettext("The roster's order changed."),
    }
    if found.name or found.what == "order":
        return told[found.what]
    field = words.field(found.what)
    if not (found.old or found.new):
        text: str = gettext("Changed: %(field)s", field=field)
    else:
        text = gettext(
            "Changed: %(field)s, from “%(old)s” to “%(new)s”",
            field=field,
            old=_short(found.old),
            new=_short(found.new),
        )
    return text


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
