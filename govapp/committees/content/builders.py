"""The frozen values that are posted, built from the working tables."""

from govapp.committees import models
from govapp.record.cards import BodyCard
from govapp.record.rules import digest
from govapp.record.shapes import bodies as shapes
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.notices import RuleSet


def _ref(body: models.Body | None) -> BodyRef | None:
    return None if body is None else BodyRef(slug=body.slug, name=body.name)


def _status(body: models.Body) -> str:
    if body.dissolved_on:
        return "dissolved"
    return "dormant" if body.is_dormant else "active"


def build_body(body: models.Body) -> shapes.Body:
    """Build what the public reads of a body."""
    return shapes.Body(
        slug=body.slug,
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        status=_status(body),
        purpose=body.purpose,
        parent=_ref(body.parent),
        former_parents=tuple(
            shapes.FormerParent(
                parent=BodyRef(slug=old.parent.slug, name=old.parent.name),
                start_on=old.start_on,
                end_on=old.end_on,
            )
            for old in body.parents
        ),
        former_names=tuple(
            shapes.FormerName(name=old.name, start_on=old.start_on, end_on=old.end_on)
            for old in body.names
        ),
        established_on=body.established_on,
        dissolved_on=body.dissolved_on,
        successor=_ref(body.successor),
        seats_authorized=body.seats_authorized,
        term_years=body.term_years,
        time_zone=body.time_zone,
        contact=body.contact,
        letterhead=_letterhead(body),
        member_title=body.member_title,
        facts=tuple(
            shapes.Fact(text=fact.text, source=fact.source) for fact in body.facts
        ),
        position=body.position,
        rule_sets=tuple(_rule_set(attached) for attached in body.rule_sets),
    )


def _letterhead(body: models.Body) -> shapes.Letterhead | None:
    written = shapes.Letterhead(
        names=tuple(body.letterhead_names.splitlines()),
        lines=tuple(body.letterhead_lines.splitlines()),
        accent=body.accent,
    )
    return written if written != shapes.Letterhead() else None


def _rule_set(attached: models.BodyRuleSet) -> RuleSet:
    dates = {"start_on": attached.start_on, "end_on": attached.end_on}
    return RuleSet.read(attached.content).model_copy(update=dates)


def build_roster(body: models.Body) -> shapes.Roster:
    """Build what the public reads of who sits, sat and will sit on a body."""
    return shapes.Roster(
        body=BodyRef(slug=body.slug, name=body.name),
        seats=tuple(_seat(seat) for seat in body.seats),
        members=tuple(_membership(membership) for membership in body.memberships),
    )


def _seat(seat: models.Seat) -> shapes.Seat:
    return shapes.Seat(
        label=seat.label,
        is_voting=seat.is_voting,
        appointing_authority=seat.appointing_authority,
        term_years=seat.term_years,
        created_on=seat.created_on,
        ended_on=seat.ended_on,
    )


def _membership(membership: models.Membership) -> shapes.Membership:
    person = membership.person
    return shapes.Membership(
        person=shapes.PersonRef(slug=person.slug, name=person.name),
        seat=membership.seat.label if membership.seat else "",
        kind=membership.kind,
        is_voting=membership.is_voting,
        start_on=membership.start_on,
        term_end_on=membership.term_end_on,
        ended_on=membership.ended_on,
        end_reason=membership.end_reason,
        is_holdover=membership.is_holdover,
        is_reported=membership.is_reported,
        source=membership.source,
        note=membership.note,
        offices=tuple(
            shapes.Office(
                office=office.office,
                is_acting=office.is_acting,
                start_on=office.start_on,
                end_on=office.end_on,
            )
            for office in membership.offices
        ),
    )


def changed(body: models.Body) -> tuple[bool, bool]:
    """Say whether the body and whether its roster differ from what was posted."""
    return (
        digest(build_body(body).canonical()) != body.posted_sha256,
        digest(build_roster(body).canonical()) != body.roster_sha256,
    )


def build_card(body: models.Body, posted_at: str) -> BodyCard:
    """Build what the public would read if it were posted now."""
    return BodyCard(
        body=build_body(body),
        roster=build_roster(body),
        posted_at=posted_at,
        roster_posted_at=posted_at,
    )
