"""What the public will see, and the one button that posts it."""

from dataclasses import replace
from typing import Any

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.meetings import published, receipts
from govapp.meetings.forms.schedule import PostForm, ReasonForm
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.queries.matters import list_unposted
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import blockers, drafts, posting, standing
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.posting import CHANGED, post_or_ask
from govapp.permissions import Permission
from govapp.record.changes import version_label
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda
from govapp.web import public
from govapp.web.access import requires
from govapp.web.filters import when
from govapp.web.forms import is_done, render_form


@blueprint.get("/<int:meeting_id>/preview")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def preview(meeting: Meeting) -> ResponseReturnValue:
    """Show the public page as posting would make it."""
    return _render_preview(drafts.get_draft(meeting), "public")


@blueprint.get("/<int:meeting_id>/preview/member")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def preview_member(meeting: Meeting) -> ResponseReturnValue:
    """Show the page as a member of the body would read it."""
    draft = drafts.get_draft(meeting)
    return _render_preview(draft, "member", agenda=draft.members_agenda)


@blueprint.get("/<int:meeting_id>/preview/recused/<string:key>")
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def preview_recused(item: AgendaItem) -> ResponseReturnValue:
    """Show it as a member would who is recused on a closed item."""
    if item.kind != ItemKind.CLOSED:
        raise NotFoundError
    draft = drafts.get_draft(item.meeting)
    agenda = draft.recused_agenda(item.key)
    return _render_preview(draft, "recused", agenda=agenda, recused=item)


@blueprint.route("/<int:meeting_id>/post", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def post(meeting: Meeting) -> ResponseReturnValue:
    """Show what posting will make public, and post it."""
    form = PostForm()
    if is_done(form, lambda: _post(form, meeting)):
        flash(_prove(meeting), "success")
        return redirect(url_for(".post", meeting_id=meeting.id), 303)
    draft = drafts.get_draft(meeting)
    form.seen.data = draft.seen
    return render_form(
        "desk/meetings/post.html",
        form,
        steps=standing.list_steps(draft),
        new_matters=list_unposted(draft.matter_ids),
        blockers=blockers.list_blockers(draft, current_app.extensions["govapp.files"]),
        **_describe_draft(draft),
    )


@blueprint.route("/<int:meeting_id>/agenda/withdraw", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def withdraw_agenda(meeting: Meeting) -> ResponseReturnValue:
    """Take the agenda in force back, saying why."""
    form = ReasonForm()
    return post_or_ask(
        "desk/meetings/agenda_withdraw.html",
        form,
        meeting,
        lambda: posting.withdraw_agenda(
            current_user, meeting, reason=form.reason.data or ""
        ),
        seen=str(meeting.row_version),
        card=drafts.posted_card(meeting),
    )


def _render_preview(
    draft: drafts.Draft,
    audience: str,
    *,
    agenda: Agenda | None = None,
    recused: AgendaItem | None = None,
) -> ResponseReturnValue:
    """Render the meeting's page with what an audience would get."""
    card = drafts.preview_card(draft)
    if agenda is not None:
        card = card.model_copy(update={"agenda": agenda})
    base_url = current_app.extensions["govapp.settings"].base_url
    page = published.describe(card, clock.now(), base_url)
    page["reading"] = replace(
        page["reading"],
        # The desk sees the planned times, whoever else does.
        times=published.item_times(card),
        # What is not for everyone has no public address.
        addresses={file.document.key: _file_address(file) for file in draft.files}
        if agenda
        else {},
    )
    return public.render(
        "desk/meetings/preview.html",
        audience=audience,
        recused=recused,
        **page,
        **_describe_draft(draft),
    )


def _file_address(file: Attachment) -> str:
    """Return where the desk reads a file that is not posted yet."""
    return url_for(
        ".open_file",
        meeting_id=file.meeting_id,
        attachment_id=file.id,
        version=file.document.current.version,
    )


def _post(form: PostForm, meeting: Meeting) -> None:
    """Post what was shown; raises RuleError."""
    store = current_app.extensions["govapp.files"]
    try:
        posting.post_agenda(current_user, meeting, store=store, seen=form.seen.data)
    except StaleError as error:
        raise RuleError(CHANGED) from error


def _prove(meeting: Meeting) -> str:
    """Say when the agenda was posted, as which version and entry."""
    card = drafts.posted_card(meeting)
    version = card.agenda_version if card else None
    if version is None:
        return ""
    return _(
        "Posted %(when)s: version %(version)s, entry %(seq)s of the record.",
        when=when(version.posted_at, meeting.time_zone),
        version=version.version,
        seq=version.seq,
    )


def _describe_draft(draft: drafts.Draft) -> dict[str, Any]:
    meeting = draft.meeting
    version = meeting.agenda_version + 1
    postings = [(Kind.AGENDA, version_label(version, draft.changes))]
    if not meeting.number or meeting.is_tentative:
        postings.append((Kind.NOTICE, ""))
    return {
        "meeting": meeting,
        "draft": draft,
        "told": len(receipts.list_recipients(meeting)),
        "followers": receipts.count_followers(meeting, *postings),
    }
