"""Releasing what is closed: one person asks, another confirms."""

from collections.abc import Collection

from govapp import clock
from govapp.accounts.models import User
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.stores import Stores
from govapp.errors import RuleError
from govapp.meetings.queries.agendas import lock_items
from govapp.meetings.services import declassifying
from govapp.portal import rules
from govapp.portal.models import ReleaseRequest, ReleaseState
from govapp.portal.queries.releases import (
    Releasable,
    get_open_minutes,
    get_releasable,
    list_requests,
    map_documents,
)
from govapp.record.shapes.base import Release
from govapp.record.shapes.closed import Released
from govapp.record.shapes.meetings import MinutesSection


@atomic
def ask_release(
    actor: User,
    item: Releasable,
    *,
    documents: Collection[str],
    has_minutes: bool = False,
    authority: str,
    reason: str,
) -> ReleaseRequest:
    """Ask to release files of a closed item, or what its minutes say; or RuleError."""
    meeting = item.meeting
    lock_items(meeting)
    item = get_releasable(meeting.id, item.key)
    if not (item.files or item.sections):
        raise RuleError("Everything of this item is released already.")
    if not (documents or has_minutes):
        raise RuleError("Choose what everyone is to read.", "documents")
    known = list_requests(meeting)
    if any(each.item_key == item.key and is_waiting(each) for each in known):
        raise RuleError("A release of this item waits already for its confirmation.")
    now = clock.now()
    request = ReleaseRequest(
        meeting=meeting,
        item_key=item.key,
        label=item.label,
        documents={f.id: f.sha256 for f in item.files if f.id in documents},
        has_minutes=has_minutes,
        authority=authority,
        reason=reason,
        asked_by_id=actor.id,
        asked_at=now,
        expires_at=now + rules.LASTS,
    )
    _check_unchanged(request, item)
    db.session.add(request)
    db.session.flush()
    _audit(actor, "release.asked", request)
    return request


@atomic
def confirm_release(actor: User, request: ReleaseRequest, *, store: Stores) -> None:
    """Post to everyone what somebody else has asked to release; raises RuleError."""
    _hold(request)
    rules.check_second(asked_by=request.asked_by_id, confirmed_by=actor.id)
    item = get_releasable(request.meeting_id, request.item_key)
    _check_unchanged(request, item)
    _settle_request(actor, request, ReleaseState.RELEASED)
    release = Release(
        on=clock.today(request.meeting.time_zone).isoformat(),
        authority=request.authority,
        reason=request.reason,
    )
    _post(actor, request, item, release=release, store=store)
    declassifying.note_released(
        request.meeting,
        Released(
            key=request.item_key,
            documents=tuple(sorted(request.documents)),
            has_minutes=request.has_minutes,
            release=release,
        ),
        version=request.id,
    )
    _audit(actor, "release.confirmed", request)


@atomic
def withdraw_release(actor: User, request: ReleaseRequest) -> None:
    """Let go of a request that nobody has confirmed; raises RuleError."""
    _hold(request)
    _settle_request(actor, request, ReleaseState.WITHDRAWN)
    _audit(actor, "release.withdrawn", request)


def is_waiting(request: ReleaseRequest) -> bool:
    """Say whether somebody can still confirm a request."""
    return request.state == rules.WAITING and clock.now() < request.expires_at


def _post(
    actor: Actor,
    request: ReleaseRequest,
    item: Releasable,
    *,
    release: Release,
    store: Stores,
) -> None:
    if request.documents:
        found = map_documents(list(request.documents))
        files = [f for f in item.files if f.id in request.documents]
        declassifying.post_released_files(
            actor,
            request.meeting,
            key=request.item_key,
            files=[(found[file.id], file) for file in files],
            release=release,
            store=store,
        )
    if request.has_minutes:
        sections = [
            MinutesSection(**each.model_dump(exclude={"above"}) | {"released": release})
            for each in item.sections
        ]
        minutes = get_open_minutes(request.meeting)
        declassifying.post_released_minutes(actor, minutes, sections=sections)


def _hold(request: ReleaseRequest) -> None:
    """Let one after the other decide; raises RuleError where somebody has."""
    lock_items(request.meeting)
    db.session.refresh(request)
    rules.check_waiting(
        state=request.state, expires_at=request.expires_at, now=clock.now()
    )


def _check_unchanged(request: ReleaseRequest, item: Releasable) -> None:
    """Refuse what is no longer, or not yet, what members read."""
    posted = {file.id: file.sha256 for file in item.files}
    now = map_documents(list(request.documents))
    is_same = all(
        posted.get(key) == sha256 == now[key].current.sha256
        for key, sha256 in request.documents.items()
    )
    if not is_same or (request.has_minutes and not item.sections):
        raise RuleError(
            "This is not what members read now: post the newest version to them, and "
            "ask anew."
        )


def _settle_request(actor: User, request: ReleaseRequest, state: ReleaseState) -> None:
    request.state, request.decided_at = state, clock.now()
    request.decided_by_id = actor.id
    db.session.flush()


def _audit(actor: Actor, action: str, request: ReleaseRequest) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{request.meeting_id}",
        body_id=request.body_id,
        detail=f"{request.label}: {request.authority}",
    )
