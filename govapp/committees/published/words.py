"""What pages call kinds, offices, reasons and the parts of a posting."""

from flask_babel import gettext, ngettext

from govapp.record.shapes.bodies import Body, Office


def body_kind(kind: str) -> str:
    """Name a kind of body."""
    names: dict[str, str] = {
        "board": gettext("Board"),
        "committee": gettext("Committee"),
        "subcommittee": gettext("Subcommittee"),
        "advisory": gettext("Advisory body"),
    }
    return names.get(kind, gettext("Body"))


def capacity(kind: str, member_title: str) -> str:
    """Name the capacity in which somebody sits."""
    names: dict[str, str] = {
        "alternate": gettext("Alternate"),
        "ex_officio": gettext("Ex officio member"),
        "adviser": gettext("Adviser"),
    }
    return names.get(kind, member_title)


def office(name: str, *, is_acting: bool = False) -> str:
    """Name an office."""
    names: dict[str, str]
    if is_acting:
        names = {
            "chair": gettext("Acting chair"),
            "vice_chair": gettext("Acting vice chair"),
            "secretary": gettext("Acting secretary"),
        }
        return names.get(name, name)
    names = {
        "chair": gettext("Chair"),
        "vice_chair": gettext("Vice chair"),
        "secretary": gettext("Secretary"),
    }
    return names.get(name, name)


def held(one: Office) -> str:
    """Name an office somebody holds or held."""
    return office(one.office, is_acting=one.is_acting)


def end_reason(reason: str) -> str:
    """Say why a membership ended."""
    names: dict[str, str] = {
        "term_expired": gettext("term ended"),
        "resigned": gettext("resigned"),
        "removed": gettext("removed"),
        "deceased": gettext("died"),
        "superseded": gettext("succeeded by another"),
        "body_dissolved": gettext("body dissolved"),
    }
    return names.get(reason, "")


def term(years: int) -> str:
    """Say how long a term is, if it is known."""
    text: str = ngettext("%(num)s year", "%(num)s years", years) if years else ""
    return text


def field(name: str) -> str:
    """Name a field of a posted body."""
    names: dict[str, str] = {
        "name": gettext("name"),
        "short_name": gettext("short name"),
        "kind": gettext("kind"),
        "status": gettext("status"),
        "purpose": gettext("purpose"),
        "parent": gettext("the body it belongs to"),
        "former_parents": gettext("the bodies it belonged to"),
        "former_names": gettext("former names"),
        "established_on": gettext("date established"),
        "dissolved_on": gettext("date dissolved"),
        "successor": gettext("successor"),
        "seats_authorized": gettext("number of seats"),
        "term_years": gettext("length of terms"),
        "time_zone": gettext("time zone"),
        "contact": gettext("contact"),
        "letterhead": gettext("letterhead"),
        "member_title": gettext("title of members"),
        "facts": gettext("facts with sources"),
        "position": gettext("place in the list"),
        "rule_sets": gettext("rules of notice"),
    }
    return names[name]


def status(body: Body) -> str:
    """Say how a body stands where that is not simply active."""
    names: dict[str, str] = {
        "dormant": gettext("Dormant"),
        "dissolved": gettext("Dissolved"),
    }
    return names.get(body.status, "")
