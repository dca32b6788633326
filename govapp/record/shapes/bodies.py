"""What is posted about the organization, its bodies and who sits on them."""

from govapp.record.shapes.base import BodyRef, Frozen
from govapp.record.shapes.notices import RuleSet


class Organization(Frozen):
    """The installation's own page: who publishes, and how to reach them."""

    name: str
    short_name: str = ""
    tagline: str = ""
    about: str = ""
    credit: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    business_hours: str = ""
    accessibility_contact: str = ""
    time_zone: str = "America/Los_Angeles"
    is_demonstration: bool = False


class Fact(Frozen):
    """A statement with where it was read."""

    text: str
    source: str = ""


class FormerName(Frozen):
    """A name the body had; dates are YYYY, YYYY-MM or YYYY-MM-DD, or unknown."""

    name: str
    start_on: str = ""
    end_on: str = ""


class FormerParent(Frozen):
    """A body this one belonged to; dates as in `FormerName`."""

    parent: BodyRef
    start_on: str = ""
    end_on: str = ""


class Letterhead(Frozen):
    """How a body's papers begin: whose they are, how to reach it, and their color.

    What is empty is the organization's; `accent` is a color such as #14304a.
    """

    names: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    accent: str = ""


class Body(Frozen):
    """A board or committee that meets."""

    slug: str
    name: str
    short_name: str = ""
    kind: str
    status: str = "active"
    purpose: str = ""
    parent: BodyRef | None = None
    former_parents: tuple[FormerParent, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    established_on: str = ""
    dissolved_on: str = ""
    successor: BodyRef | None = None
    seats_authorized: int = 0
    term_years: int = 0
    time_zone: str = "America/Los_Angeles"
    contact: str = ""
    letterhead: Letterhead | None = None
    member_title: str = "Member"
    facts: tuple[Fact, ...] = ()
    position: int = 0
    rule_sets: tuple[RuleSet, ...] = ()


class PersonRef(Frozen):
    """A person as named when posted."""

    slug: str
    name: str


class Office(Frozen):
    """An office held during a membership; dates as in `FormerName`."""

    office: str
    is_acting: bool = False
    start_on: str = ""
    end_on: str = ""


class Membership(Frozen):
    """A person's place in a body; dates as in `FormerName`, empty when unknown.

    `is_reported` marks dated history taken from a source: such a membership says
    nothing of who serves today.
    """

    person: PersonRef
    seat: str = ""
    kind: str = "member"
    is_voting: bool = True
    start_on: str = ""
    term_end_on: str = ""
    ended_on: str = ""
    end_reason: str = ""
    is_holdover: bool = False
    is_reported: bool = False
    source: str = ""
    note: str = ""
    offices: tuple[Office, ...] = ()


class Seat(Frozen):
    """A place on a body, kept apart from who holds it."""

    label: str
    is_voting: bool = True
    appointing_authority: str = ""
    term_years: int = 0
    created_on: str = ""
    ended_on: str = ""


class Roster(Frozen):
    """Who sits, sat and will sit on a body."""

    body: BodyRef
    seats: tuple[Seat, ...] = ()
    members: tuple[Membership, ...] = ()
