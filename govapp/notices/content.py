"""The certificate of posting, built from what was recorded."""

from importlib.metadata import version

from sqlalchemy import select

from govapp import clock
from govapp.database import db
from govapp.notices.queries.proof import Proof
from govapp.notices.rules.standing import Standing
from govapp.record.cards import MeetingCard
from govapp.record.models import PUBLIC, RecordEntry
from govapp.record.shapes.base import Kind
from govapp.record.shapes.notices import (
    Certificate,
    CertifiedPosting,
    CertifiedRule,
    UnseenSpan,
)


def build_certificate(card: MeetingCard, proof: Proof) -> Certificate:
    """Build what is certified of a posted meeting as it stands now."""
    notice, checks = card.notice, proof.checks
    is_counted = any(one.duty.calendars for one in proof.standings)
    return Certificate(
        number=notice.number,
        title=notice.title,
        bodies=notice.bodies,
        start_local=notice.start_local,
        start_at=notice.start_at,
        time_zone=notice.time_zone,
        is_all_day=notice.is_all_day,
        place=notice.place,
        rules=tuple(_rule(one, proof) for one in proof.standings),
        postings=_list_postings(card.number),
        looks=checks.count,
        matched=checks.matched,
        last_look_at=clock.stamp(checks.last_at) if checks.last_at else "",
        spans=tuple(
            UnseenSpan(
                since=clock.stamp(span.since),
                until=clock.stamp(span.until),
                finding=span.finding,
            )
            for span in checks.spans
        ),
        holidays=f"holidays {version('holidays')}" if is_counted else "",
    )


def _rule(one: Standing, proof: Proof) -> CertifiedRule:
    stated = proof.exceptions.get(one.duty.rule)
    is_used = stated is not None and one.state == "excepted"
    return CertifiedRule(
        duty=one.duty,
        state=one.state,
        done_at=clock.stamp(one.done_at) if one.done_at else "",
        exception=stated.reason if stated and is_used else "",
        motion=stated.motion if stated and is_used else "",
    )


def _list_postings(number: str) -> tuple[CertifiedPosting, ...]:
    entries = db.session.scalars(
        select(RecordEntry)
        .where(RecordEntry.log == PUBLIC, RecordEntry.subject == f"meeting:{number}")
        .order_by(RecordEntry.seq)
    )
    return tuple(
        CertifiedPosting(
            seq=entry.seq,
            kind=entry.kind,
            version=entry.version,
            label=entry.label,
            address=_address(number, entry),
            posted_at=clock.stamp(entry.posted_at),
            sha256=entry.content_sha256,
        )
        for entry in entries
        if entry.kind not in {Kind.CERTIFICATE, Kind.SITTING}
    )


def _address(number: str, entry: RecordEntry) -> str:
    page = f"/meetings/{number}"
    if entry.kind == Kind.AGENDA:
        return f"{page}/agenda/v/{entry.version}"
    return f"{page}/minutes/v/{entry.version}" if entry.kind == Kind.MINUTES else page
