"""What a certificate of posting says, in words: the same on its page and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from govapp.notices.published.words import deadline, rule_length
from govapp.record.shapes.notices import (
    Certificate,
    CertifiedPosting,
    CertifiedRule,
    Duty,
)
from govapp.web.filters import day, when


@dataclass(frozen=True)
class RuleTold:
    """A rule of notice: its title, how it stood, and what is said of it."""

    title: str
    state: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class PostingTold:
    """A posting: what and when, at which address, in which entry, and its hash."""

    words: str
    address: str
    when: str
    entry: str
    sha256: str


@dataclass(frozen=True)
class Certified:
    """All that a certificate says; `blanks` are filled in by whoever signs it."""

    facts: tuple[tuple[str, str], ...]
    rules: tuple[RuleTold, ...]
    postings: tuple[PostingTold, ...]
    seen: str
    spans: tuple[str, ...]

    @property
    def unwatched(self) -> str:
        """What stands where there are no rules."""
        return _("No rule of notice was watched for this meeting.")

    @property
    def statement(self) -> str:
        """What is certified by signing."""
        return _(
            "I certify that the postings above were made as stated, and that what is "
            "said above is taken from the record."
        )

    @property
    def blanks(self) -> tuple[str, ...]:
        """What is left to fill in."""
        return (_("Name"), _("Title"), _("Date"), _("Signature"))

    def issued(self, moment: str, version: int) -> str:
        """Say when it was issued."""
        return _(
            "Issued %(when)s, version %(version)s. It says what was so then.",
            when=moment,
            version=version,
        )


def read_certificate(shown: Certificate) -> Certified:
    """Return what a certificate says, a draft or issued."""
    zone = shown.time_zone
    at = day(shown.start_local) if shown.is_all_day else when(shown.start_local, zone)
    facts = (
        (_("Bodies"), ", ".join(body.name for body in shown.bodies)),
        (_("Meeting"), f"{shown.title}, {shown.number}"),
        (_("When"), at),
        (_("Place"), shown.place),
    )
    return Certified(
        facts=tuple((name, text) for name, text in facts if text),
        rules=tuple(
            RuleTold(
                rule.duty.title, rule.state, tuple(filter(None, _rule(rule, shown)))
            )
            for rule in shown.rules
        ),
        postings=tuple(
            PostingTold(
                posting_words(posting),
                posting.address,
                when(posting.posted_at, zone),
                _("Entry %(seq)s of the record, SHA-256", seq=posting.seq),
                posting.sha256,
            )
            for posting in shown.postings
        ),
        seen=_seen(shown),
        spans=tuple(
            _(
                "%(since)s to %(until)s: %(finding)s",
                since=when(span.since, zone),
                until=when(span.until, zone),
                finding=span.finding or _("nobody looked."),
            )
            for span in shown.spans
        ),
    )


def posting_words(posting: CertifiedPosting) -> str:
    """Say what was posted: "Agenda, version 2, revised"."""
    kinds = {
        "notice": _("Notice of the meeting"),
        "agenda": _("Agenda"),
        "minutes": _("Minutes"),
        "sitting": _("Attendance and votes"),
        "result": _("Results as reported"),
        "report": _("Report out of closed session"),
        "cancellation": _("Cancellation"),
        "withdrawal": _("Withdrawal"),
    }
    labels = {
        "revised": _("revised"),
        "supplemental": _("supplemental"),
        "tentative": _("tentative"),
        "confirmed": _("confirmed"),
        "rescheduled": _("moved"),
        "postponed": _("postponed"),
        "proposed": _("proposed"),
        "approved": _("approved"),
    }
    is_numbered = posting.kind in {"notice", "agenda", "minutes"}
    parts = (
        kinds.get(posting.kind, posting.kind.replace("_", " ").capitalize()),
        _("version %(number)s", number=posting.version) if is_numbered else "",
        labels.get(posting.label, posting.label) if is_numbered else "",
    )
    return ", ".join(filter(None, parts))


def _rule(rule: CertifiedRule, shown: Certificate) -> Iterator[str]:
    yield rule.duty.citation
    yield " ".join(_counted(rule.duty, shown))
    if rule.done_at:
        at = when(rule.done_at, shown.time_zone)
        yield _("Posted on this website %(when)s.", when=at)
    else:
        yield _("Not posted on this website.")
    if rule.exception:
        yield _("Exception: %(reason)s", reason=rule.exception)
        yield _("Allowed by: %(motion)s", motion=rule.motion)


def _counted(duty: Duty, shown: Certificate) -> Iterator[str]:
    """Yield until when something was due, and how that was counted."""
    yield _(
        "Deadline: %(last)s. Counted back %(length)s from the meeting.",
        last=deadline(duty, shown.start_local, shown.time_zone),
        length=rule_length(duty),
    )
    if duty.is_whole_day:
        yield _(
            "The day of the meeting does not count, the last day does until it ends."
        )
    else:
        yield _("The earlier of elapsed time and the time by the clock counts.")
    if duty.skipped:
        days = "; ".join(day(each) for each in duty.skipped)
        yield _("Left out: %(days)s.", days=days)
        if shown.holidays:
            yield _("Holidays were counted by %(name)s.", name=shown.holidays)


def _seen(shown: Certificate) -> str:
    if not shown.looks:
        return _("Nobody looked at the public page from outside.")
    return _(
        "%(matched)s of %(looks)s looks found what was posted; the last was %(when)s.",
        matched=shown.matched,
        looks=shown.looks,
        when=when(shown.last_look_at, shown.time_zone),
    )
