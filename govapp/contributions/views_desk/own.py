"""The pages of those who propose items: their own proposals, and nobody else's."""

from contextlib import closing
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from govapp.contributions import rules
from govapp.contributions.forms import (
    BeginForm,
    FilesForm,
    ProposalForm,
    read_proposal,
)
from govapp.contributions.models import TAKEN, Proposal
from govapp.contributions.queries import proposals as queries
from govapp.contributions.services import files
from govapp.contributions.services import proposals as services
from govapp.errors import RuleError
from govapp.meetings.queries import agendas
from govapp.permissions import Permission, list_bodies
from govapp.web.access import desk_blueprint, requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_done, is_saved, render_form
from govapp.web.numbers import number

SHOWN = 50

blueprint = desk_blueprint("contributions_desk", __name__, "/desk/contributions")


@blueprint.errorhandler(RuleError)
def refuse(error: RuleError) -> ResponseReturnValue:
    """Lead back to the proposal and say why something cannot be done with it."""
    flash(say(error), "error")
    return redirect(url_for(".detail", key=(request.view_args or {})["key"]), 303)


def get_own(key: str) -> Proposal:
    """Return a proposal of the person signed in; raises NotFoundError."""
    return queries.get_own(key, current_user.id)


@blueprint.get("")
@requires(Permission.ITEM_PROPOSE)
def index() -> ResponseReturnValue:
    """Show one's own proposals, and the meetings that take more."""
    bodies = list_bodies(current_user.grants, Permission.ITEM_PROPOSE)
    own = queries.list_own(current_user.id, bodies)
    return render_template(
        "desk/contributions/index.html",
        proposals=own,
        calls=queries.list_calls(bodies, SHOWN),
        known=queries.map_calls({proposal.meeting for proposal in own}),
    )


@blueprint.route("/propose", methods=["GET", "POST"])
@requires(Permission.ITEM_PROPOSE)
def propose() -> ResponseReturnValue:
    """Write a proposal, with its files."""
    bodies = list_bodies(current_user.grants, Permission.ITEM_PROPOSE)
    form = BeginForm(data={"meeting": request.args.get("meeting", 0, type=number)})
    form.offer(queries.list_calls(bodies, SHOWN))
    begun: list[Proposal] = []
    if is_done(form, lambda: begun.append(_begin(form))):
        flash(_("Your proposal is saved. Only you can read it so far."), "success")
        return to_proposal(begun[0])
    return render_form("desk/contributions/propose.html", form, limit=_limit_mb())


@blueprint.get("/<string:key>")
@requires(Permission.ITEM_PROPOSE, load=get_own)
def detail(proposal: Proposal) -> ResponseReturnValue:
    """Show a proposal, how far it is and what can be done with it."""
    call = queries.map_calls([proposal.meeting])[proposal.meeting_id]
    return render_template(
        "desk/contributions/detail.html",
        proposal=proposal,
        call=call,
        received=queries.Received(proposal, call.due_at),
        item=_name_item(proposal),
        may_replace=proposal.standing in TAKEN and not queries.is_posted(proposal),
        form=FilesForm(formdata=None),
        buttons=DeskForm(formdata=None),
        limit=_limit_mb(),
    )


@blueprint.route("/<string:key>/edit", methods=["GET", "POST"])
@requires(Permission.ITEM_PROPOSE, load=get_own)
def edit(proposal: Proposal) -> ResponseReturnValue:
    """Change a proposal that is with its author."""
    rules.check("change", proposal.standing)
    form = ProposalForm(data=read_proposal(proposal))
    form.offer(_list_calls(proposal))
    if is_saved(
        form,
        proposal,
        lambda: services.edit_proposal(current_user, proposal, **form.details()),
    ):
        flash(_("Your proposal is saved."), "success")
        return to_proposal(proposal)
    return render_form("desk/contributions/edit.html", form, proposal=proposal)


@blueprint.post("/<string:key>/submit")
@requires(Permission.ITEM_PROPOSE, load=get_own)
def submit(proposal: Proposal) -> ResponseReturnValue:
    """Hand a proposal to the secretary."""
    services.submit_proposal(current_user, proposal)
    flash(_("Your proposal is submitted. The secretary is told."), "success")
    return to_proposal(proposal)


@blueprint.post("/<string:key>/take-back")
@requires(Permission.ITEM_PROPOSE, load=get_own)
def take_back(proposal: Proposal) -> ResponseReturnValue:
    """Take a proposal back before it is decided on."""
    services.take_back(current_user, proposal)
    flash(_("Your proposal is a draft again. Only you can read it."), "success")
    return to_proposal(proposal)


@blueprint.route("/<string:key>/discard", methods=["GET", "POST"])
@requires(Permission.ITEM_PROPOSE, load=get_own)
def discard(proposal: Proposal) -> ResponseReturnValue:
    """Delete a proposal, once confirmed."""
    rules.check("change", proposal.standing)
    form = DeskForm()
    if is_done(form, lambda: services.discard_proposal(current_user, proposal)):
        flash(_("“%(title)s” is discarded.", title=proposal.title), "success")
        return redirect(url_for(".index"), 303)
    return render_form("desk/contributions/discard.html", form, proposal=proposal)


def to_proposal(proposal: Proposal) -> ResponseReturnValue:
    """Lead back to the page of a proposal."""
    return redirect(url_for("contributions_desk.detail", key=proposal.key), 303)


def keep_files(proposal: Proposal, sent: list[FileStorage]) -> int:
    """Keep the files that may be kept; say why not of the others. Return how many."""
    kept = 0
    for file in sent:
        try:
            with closing(file):
                files.add_file(current_user, proposal, **about(file))
        except RuleError as error:
            flash(say(error), "error")
        else:
            kept += 1
    return kept


def about(file: FileStorage) -> dict[str, Any]:
    """Return what a service has to know about a file that was sent."""
    return {
        "store": current_app.extensions["govapp.files"],
        "file": file.stream,
        "filename": file.filename or "",
        "limit": current_app.extensions["govapp.settings"].upload_limit,
    }


def _begin(form: BeginForm) -> Proposal:
    proposal = services.begin_proposal(current_user, **form.details())
    keep_files(proposal, form.file.data or [])
    return proposal


def _list_calls(proposal: Proposal) -> list[queries.Call]:
    """Return the meetings to which a proposal can go, the one chosen among them."""
    calls = queries.list_calls([proposal.body_id], SHOWN)
    if any(call.meeting is proposal.meeting for call in calls):
        return calls
    return [*queries.map_calls([proposal.meeting]).values(), *calls]


def _name_item(proposal: Proposal) -> str:
    """Name the item that a proposal became, or went into."""
    places = dict(agendas.list_places(proposal.meeting)) if proposal.taken else {}
    return places.get(proposal.item_key, "")


def _limit_mb() -> int:
    return int(current_app.extensions["govapp.settings"].upload_limit_mb)
