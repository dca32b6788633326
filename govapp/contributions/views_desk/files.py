"""The files of one's own proposal."""

from contextlib import closing

from flask import current_app, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from govapp.contributions import rules
from govapp.contributions.forms import FilesForm
from govapp.contributions.models import Proposal, ProposalFile
from govapp.contributions.queries import proposals as queries
from govapp.contributions.services import files as services
from govapp.contributions.views_desk.own import (
    about,
    blueprint,
    get_own,
    keep_files,
    to_proposal,
)
from govapp.meetings.forms.files import ReplaceForm
from govapp.permissions import Permission
from govapp.web import downloads
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, render_form

FILE = "/<string:key>/files/<int:file_id>"


def get_own_file(key: str, file_id: int) -> ProposalFile:
    """Return a file of one's own proposal; raises NotFoundError."""
    return queries.get_file(get_own(key), file_id)


def get_own_version(key: str, file_id: int, version: int) -> queries.FileVersion:
    """Return one version of such a file; raises NotFoundError."""
    return queries.get_version(get_own_file(key, file_id), version)


@blueprint.post("/<string:key>/files")
@requires(Permission.ITEM_PROPOSE, load=get_own)
def add_files(proposal: Proposal) -> ResponseReturnValue:
    """Take in more files."""
    form = FilesForm()
    if not form.validate_on_submit():
        flash(_("Choose a file first."), "error")
    elif kept := keep_files(proposal, form.file.data):
        told = ngettext("%(num)s file is saved.", "%(num)s files are saved.", kept)
        flash(told, "success")
    return to_proposal(proposal)


@blueprint.route(f"{FILE}/replace", methods=["GET", "POST"])
@requires(Permission.ITEM_PROPOSE, load=get_own_file)
def replace_file(file: ProposalFile) -> ResponseReturnValue:
    """Take in the next version of a file."""
    services.check_replaceable(file.proposal)
    form = ReplaceForm()

    def replace() -> None:
        with closing(form.file.data) as sent:
            services.replace_file(current_user, file, **about(sent))

    if is_done(form, replace):
        version = file.document.current.version
        flash(_("Version %(number)s is saved.", number=version), "success")
        return to_proposal(file.proposal)
    return _page("desk/contributions/file_replace.html", form, file)


@blueprint.route(f"{FILE}/remove", methods=["GET", "POST"])
@requires(Permission.ITEM_PROPOSE, load=get_own_file)
def remove_file(file: ProposalFile) -> ResponseReturnValue:
    """Take a file off a proposal, once confirmed."""
    form, proposal = DeskForm(), file.proposal
    rules.check("change", proposal.standing)
    if is_done(form, lambda: services.remove_file(current_user, file)):
        flash(_("“%(label)s” is removed.", label=file.label), "success")
        return to_proposal(proposal)
    return _page("desk/contributions/file_remove.html", form, file)


@blueprint.get(f"{FILE}/v/<int:version>")
@requires(Permission.ITEM_PROPOSE, load=get_own_version)
def open_file(found: queries.FileVersion) -> ResponseReturnValue:
    """Give one version of one's own file."""
    return hand_over(found)


def hand_over(found: queries.FileVersion) -> ResponseReturnValue:
    """Answer with one version of a proposal's file."""
    return downloads.hand_over(found.version, current_app.extensions["govapp.files"])


def _page(template: str, form: DeskForm, file: ProposalFile) -> ResponseReturnValue:
    return render_form(template, form, file=file, proposal=file.proposal)
