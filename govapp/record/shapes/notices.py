"""What is posted about notice: the rules of a body, and what they ask of a meeting."""

from govapp.record.shapes.base import BodyRef, Frozen


class Rule(Frozen):
    """How long before a meeting something must be posted or sent.

    `unit` is hours, calendar_days, business_days or weeks, counted back from the
    `anchor`: meeting_start or meeting_date. `alternative_to` names a rule that this one
    may be met instead of; `waiver` says in words what the law allows.
    """

    code: str
    kinds: tuple[str, ...]
    what: str
    anchor: str
    amount: int = 0
    unit: str = ""
    channels: tuple[str, ...]
    citation: str = ""
    severity: str
    basis: str
    alternative_to: str = ""
    waiver: str = ""


class RuleSet(Frozen):
    """A law's or a policy's rules in one of its versions, as they were attached.

    `calendar` is a country's ISO 3166 code, perhaps with a part of it, such as US-CA;
    the set binds the meetings of a body from `start_on` through `end_on`.
    """

    code: str
    title: str
    source: str = ""
    effective_from: str = ""
    calendar: str = ""
    rules: tuple[Rule, ...]
    start_on: str = ""
    end_on: str = ""


class Duty(Frozen):
    """What one rule asks for one meeting: `due_at` is the last instant in time.

    `is_whole_day` says that it is the end of a day; `skipped` are the days that
    business days left out.
    """

    rule_set: str
    rule: str
    title: str
    what: str
    channels: tuple[str, ...]
    amount: int
    unit: str
    due_at: str
    is_whole_day: bool = False
    skipped: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    citation: str = ""
    severity: str
    alternative_to: str = ""
    waiver: str = ""


class CertifiedRule(Frozen):
    """A rule and how it stood; `exception` with the `motion` that allows it."""

    duty: Duty
    state: str
    done_at: str = ""
    exception: str = ""
    motion: str = ""


class CertifiedPosting(Frozen):
    """A posting of the meeting: what, where and when, and the hash of its bytes."""

    seq: int
    kind: str
    version: int
    label: str = ""
    address: str
    posted_at: str
    sha256: str


class UnseenSpan(Frozen):
    """When the public page was wrong (`finding`), or nobody looked ("")."""

    since: str
    until: str
    finding: str = ""


class Certificate(Frozen):
    """What was posted of a meeting and when, held against the rules of notice.

    `looks` are those from outside, of which `matched` found what was posted; `holidays`
    is the version of the library that counted business days.
    """

    number: str
    title: str
    bodies: tuple[BodyRef, ...]
    start_local: str
    start_at: str
    time_zone: str
    is_all_day: bool = False
    place: str = ""
    rules: tuple[CertifiedRule, ...] = ()
    postings: tuple[CertifiedPosting, ...] = ()
    looks: int = 0
    matched: int = 0
    last_look_at: str = ""
    spans: tuple[UnseenSpan, ...] = ()
    holidays: str = ""
