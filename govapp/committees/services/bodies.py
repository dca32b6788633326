"""What may be done to a body."""

from collections.abc import Collection, Iterable
from typing import TypedDict, Unpack

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees import queries, rules
from govapp.committees.models import (
    Body,
    BodyFact,
    BodyKind,
    BodyName,
    BodyParent,
    EndReason,
)
from govapp.committees.services import checks
from govapp.committees.services.endings import end_service
from govapp.database import atomic, db
from govapp.errors import RuleError


class Details(TypedDict, total=False):
    """What a body is known by beside its name and its parent."""

    short_name: str
    purpose: str
    established_on: str
    seats_authorized: int
    term_years: int
    time_zone: str
    holidays: str
    contact: str
    member_title: str
    position: int
    kept_days: int
    marks_closed: bool
    is_dormant: bool


class Letterhead(TypedDict):
    """How its papers begin, a line each."""

    letterhead_names: str
    letterhead_lines: str
    accent: str


@atomic
def create_body(
    actor: Actor,
    *,
    slug: str = "",
    name: str,
    kind: str,
    parent: Body | None = None,
    former_names: Iterable[tuple[str, str, str]] = (),
    facts: Iterable[tuple[str, str]] = (),
    **details: Unpack[Details],
) -> Body:
    """Create a body; former names come as (name, from, until), facts with sources."""
    body = Body(
        slug=checks.choose_slug(slug, name),
        name=checks.require_name(name),
        kind=BodyKind(kind),
        parent=parent,
        time_zone=details.pop("time_zone", "America/Los_Angeles"),
        **details,
    )
    if queries.find_body(body.slug):
        raise RuleError("Another body has this address.", "slug")
    checks.require_dates(established_on=details.get("established_on", ""))
    for old, start_on, end_on in former_names:
        checks.require_dates(former_names=start_on or end_on)
        body.names.append(BodyName(name=old, start_on=start_on, end_on=end_on))
    body.facts += [BodyFact(text=text, source=source) for text, source in facts]
    db.session.add(body)
    db.session.flush()
    _record(actor, body, "created", body.name)
    return body


@atomic
def edit_body(
    actor: Actor,
    body: Body,
    *,
    row_version: int,
    kind: str,
    **details: Unpack[Details],
) -> None:
    """Change what a body is known by; raises StaleError if it was saved meanwhile."""
    checks.claim(body, row_version)
    checks.require_dates(established_on=details.get("established_on", ""))
    changed = checks.assign(body, {"kind": BodyKind(kind), **details})
    db.session.flush()
    _record(actor, body, "edited", ", ".join(changed))


@atomic
def set_letterhead(
    actor: Actor, body: Body, *, row_version: int, **values: Unpack[Letterhead]
) -> None:
    """Change how a body's papers begin; raises StaleError as editing does."""
    checks.claim(body, row_version)
    changed = checks.assign(body, {**values})
    db.session.flush()
    _record(actor, body, "letterhead", ", ".join(changed))


@atomic
def rename_body(actor: Actor, body: Body, *, name: str, changed_on: str) -> None:
    """Give a body a new name and keep the old one with its dates."""
    name = checks.require_name(name)
    checks.require_date("changed_on", changed_on)
    if name == body.name:
        raise RuleError("This is its name already.", "name")
    since = body.names[-1].end_on if body.names else body.established_on
    checks.require_order(since, changed_on, "changed_on")
    old = body.name
    body.names.append(BodyName(name=old, start_on=since, end_on=changed_on))
    body.name = name
    db.session.flush()
    _record(actor, body, "renamed", f"{old} → {name}")


@atomic
def move_body(
    actor: Actor, body: Body, *, parent: Body | None, changed_on: str
) -> None:
    """Place a body under another, or under none, and keep the old place dated."""
    checks.require_date("changed_on", changed_on)
    if parent is body.parent:
        raise RuleError("This is its place already.", "parent")
    above = parent
    while above is not None:
        if above is body:
            raise RuleError(
                "That body belongs to this one, so it cannot be above it.", "parent"
            )
        above = above.parent
    if body.parent is not None:
        since = body.parents[-1].end_on if body.parents else ""
        checks.require_order(since, changed_on, "changed_on")
        body.parents.append(
            BodyParent(parent=body.parent, start_on=since, end_on=changed_on)
        )
    body.parent = parent
    db.session.flush()
    _record(actor, body, "moved", parent.name if parent else "")


@atomic
def dissolve_body(
    actor: Actor,
    body: Body,
    *,
    dissolved_on: str,
    successor: Body | None = None,
    ahead: Collection[str] = (),
) -> None:
    """Dissolve a body; whoever serves on it then no longer does.

    `ahead` names its meetings yet to come, of which committees know nothing.
    """
    checks.require_date("dissolved_on", dissolved_on)
    _refuse_dissolution(body, dissolved_on, successor)
    if ahead:
        raise RuleError(
            "These meetings are still ahead of it: %(names)s. Cancel them, or take it "
            "off those that another body hosts; then dissolve it.",
            names="; ".join(ahead),
        )
    body.dissolved_on = dissolved_on
    body.successor = successor
    for membership in body.memberships:
        if not membership.is_reported and not membership.ended_on:
            end_service(membership, dissolved_on, EndReason.BODY_DISSOLVED)
    db.session.flush()
    _record(actor, body, "dissolved", dissolved_on)


def _refuse_dissolution(body: Body, dissolved_on: str, successor: Body | None) -> None:
    if body.dissolved_on:
        raise RuleError(
            "It was dissolved already, on %(day)s.",
            "dissolved_on",
            day=body.dissolved_on,
        )
    checks.require_order(body.established_on, dissolved_on, "dissolved_on")
    if rules.is_by(dissolved_on, clock.today(body.time_zone)) is False:
        raise RuleError(
            "This day is still to come. Dissolve it on the day or after.",
            "dissolved_on",
        )
    if successor is body or (successor and successor.dissolved_on):
        raise RuleError("Choose another body that still is.", "successor")
    remaining = [
        below.name
        for below in queries.list_subordinates(body)
        if not below.dissolved_on
    ]
    if remaining:
        raise RuleError(
            "These bodies still belong to it: %(names)s. Move or dissolve them first.",
            names="; ".join(remaining),
        )


@atomic
def add_fact(actor: Actor, body: Body, *, text: str, source: str) -> None:
    """Add a statement about a body with its source."""
    if not text.strip():
        raise RuleError("Write what is known.", "text")
    body.facts.append(BodyFact(text=text.strip(), source=source.strip()))
    db.session.flush()
    _record(actor, body, "fact_added", text)


@atomic
def remove_fact(actor: Actor, fact: BodyFact) -> None:
    """Take a statement off the desk; what was posted of it stays in the record."""
    body = fact.body
    body.facts.remove(fact)
    db.session.flush()
    _record(actor, body, "fact_removed", fact.text)


def _record(actor: Actor, body: Body, verb: str, detail: str) -> None:
    subject = f"body:{body.slug}"
    audit.record(actor, f"body.{verb}", subject, body_id=body.id, detail=detail)
