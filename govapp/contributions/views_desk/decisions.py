"""What the secretary does with a proposal: three pages, one for each decision."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.contributions import rules
from govapp.contributions.forms import AcceptForm, IntoForm, MergeForm, ReturnForm
from govapp.contributions.models import Proposal
from govapp.contributions.queries import proposals as queries
from govapp.contributions.queries.proposals import Received
from govapp.contributions.services import decisions as services
from govapp.contributions.views_desk.received import blueprint
from govapp.documents.models import Visibility
from govapp.meetings.models import AgendaItem
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.queries.changes import list_changes
from govapp.meetings.services.lateness import is_late
from govapp.meetings.services.placing import find_place, list_siblings
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, is_saved, render_form


class Merging:
    """A proposal, and the item of its meeting into which it is to be merged."""

    def __init__(self, meeting_id: int, key: str, item_key: str) -> None:
        """Find both; raises NotFoundError."""
        self.received = queries.get_received(meeting_id, key)
        self.item: AgendaItem = agendas.get_item(meeting_id, item_key)
        self.body_id = self.received.body_id


@blueprint.route("/<string:key>/accept", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=queries.get_received)
def accept(received: Received) -> ResponseReturnValue:
    """Make a proposal an item, where the secretary chooses."""
    proposal = _get_waiting(received)
    form, items = _accept_form(proposal), []
    if is_done(form, lambda: items.append(_accept(proposal, form))):
        told = _("“%(title)s” is accepted. Its author is told.", title=proposal.title)
        return _to_item(items[0], told)
    return _page("desk/proposals/accept.html", form, received)


@blueprint.route("/<string:key>/return", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=queries.get_received)
def give_back(received: Received) -> ResponseReturnValue:
    """Return a proposal to its author, saying why."""
    form, proposal = ReturnForm(), _get_waiting(received)
    if is_done(
        form,
        lambda: services.return_proposal(current_user, proposal, **form.values()),
    ):
        told = _("“%(title)s” is returned. Its author is told.", title=proposal.title)
        flash(told, "success")
        return redirect(url_for(".index", meeting_id=proposal.meeting_id), 303)
    return _page("desk/proposals/return.html", form, received)


@blueprint.get("/<string:key>/merge")
@requires(Permission.MEETING_EDIT, load=queries.get_received)
def choose(received: Received) -> ResponseReturnValue:
    """Choose the item into which a proposal is merged."""
    form, meeting = IntoForm(formdata=None), _get_waiting(received).meeting
    form.item.offer(agendas.list_places(meeting))
    chosen, key = request.args.get("item", ""), received.proposal.key
    if chosen in dict(agendas.list_places(meeting)):
        address = url_for(".merge", meeting_id=meeting.id, key=key, item_key=chosen)
        return redirect(address, 303)
    return _page("desk/proposals/choose.html", form, received)


@blueprint.route("/<string:key>/merge/<string:item_key>", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=Merging)
def merge(merging: Merging) -> ResponseReturnValue:
    """Put a proposal's text and files into an item, both shown side by side."""
    proposal, item = _get_waiting(merging.received), merging.item
    form = _merge_form(proposal, item)

    def act() -> None:
        services.merge_proposal(current_user, proposal, item=item, **form.values())

    if is_saved(form, item, act):
        told = _("“%(title)s” is merged. Its author is told.", title=proposal.title)
        return _to_item(item, told)
    return _page("desk/proposals/merge.html", form, merging.received, item=item)


def _to_item(item: AgendaItem, told: str) -> ResponseReturnValue:
    """Say what was done, with a button that undoes it, and lead on to the item.

    One that is late must say on what basis.
    """
    meeting_id, change = item.meeting_id, list_changes(item.meeting, 1)[0]
    undo = url_for("meetings_desk.undo", meeting_id=meeting_id, change_id=change.id)
    flash({"text": told, "undo": undo}, "success")  # type: ignore[arg-type]
    if is_late(item):
        address = url_for(
            "meetings_desk.state_basis", meeting_id=meeting_id, key=item.key
        )
        return redirect(address, 303)
    address = url_for(
        "meetings_desk.agenda",
        meeting_id=meeting_id,
        at=item.key,
        _anchor=f"item-{item.key}",
    )
    return redirect(address, 303)


def _get_waiting(received: Received) -> Proposal:
    """Return a proposal that is to be decided on; raises RuleError."""
    rules.check("decide", received.proposal.standing)
    return received.proposal


def _page(
    template: str, form: DeskForm, received: Received, **context: Any
) -> ResponseReturnValue:
    proposal = received.proposal
    if "seen" in form:
        form.see(proposal)
    return render_form(
        template,
        form,
        meeting=proposal.meeting,
        received=received,
        proposal=proposal,
        **context,
    )


def _accept_form(proposal: Proposal) -> AcceptForm:
    items = agendas.list_items(proposal.meeting)
    place = find_place(list_siblings(items, None))
    seen = _seen_by(closed=proposal.kind == ItemKind.CLOSED)
    form = AcceptForm(parent="", position=place + 1, visibility=seen)
    form.offer(agendas.list_places(proposal.meeting), len(items) + 1)
    return form


def _accept(proposal: Proposal, form: AcceptForm) -> AgendaItem:
    values, key = form.values(), form.parent.data
    parent = agendas.get_item(proposal.meeting_id, key) if key else None
    where = {"parent": parent, "position": form.position.data - 1}
    return services.accept_proposal(current_user, proposal, **values | where)


def _merge_form(proposal: Proposal, item: AgendaItem) -> MergeForm:
    texts = [text for text in (item.description, proposal.description) if text]
    return MergeForm(
        description="\n\n".join(texts),
        visibility=_seen_by(closed=agendas.is_closed(item)),
        row_version=item.row_version,
    )


def _seen_by(*, closed: bool) -> Visibility:
    return Visibility.CLOSED if closed else Visibility.PUBLIC
