"""A body's agenda templates: kept from one agenda, begun with in others."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from govapp.meetings.forms.agenda import KINDS
from govapp.meetings.forms.templates import BeginForm, KeepForm, TemplateForm
from govapp.meetings.models import AgendaTemplate, Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.templates import get_template, list_templates
from govapp.meetings.rules import templates as rules
from govapp.meetings.services import templates as services
from govapp.meetings.views_desk.blueprint import blueprint as meetings_desk
from govapp.meetings.views_desk.undo import flash_done
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import DeskForm, is_done, is_saved, render_form

blueprint = desk_blueprint(
    "agenda_templates_desk",
    __name__,
    "/desk/committees/<string:slug>/agendas/templates/<int:template_id>",
)


@meetings_desk.route("/<int:meeting_id>/agenda/keep", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def keep_template(meeting: Meeting) -> ResponseReturnValue:
    """Keep the items of an agenda as a template."""
    form = KeepForm()
    kept: list[AgendaTemplate] = []

    def keep() -> None:
        kept.append(services.keep_template(current_user, meeting, **form.values()))

    if is_done(form, keep):
        flash(
            _("The template is kept. Agendas of this body can begin with it."),
            "success",
        )
        return redirect(_address(kept[0]), 303)
    return render_form("desk/meetings/agenda_keep.html", form, meeting=meeting)


@meetings_desk.route("/<int:meeting_id>/agenda/template", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def begin_with_template(meeting: Meeting) -> ResponseReturnValue:
    """Add the items of a template to an agenda."""
    known = {each.id: each for each in list_templates(meeting.host)}
    form = BeginForm()
    form.template.offer((each.id, each.name) for each in known.values())
    if form.validate_on_submit():
        count = services.begin_with_template(
            current_user, meeting, template=known[form.template.data]
        )
        told = ngettext("%(num)s item is added.", "%(num)s items are added.", count)
        flash_done(told, meeting)
        return redirect(url_for(".agenda", meeting_id=meeting.id), 303)
    return render_form("desk/meetings/agenda_begin.html", form, meeting=meeting)


@blueprint.get("")
@requires(Permission.MEETING_EDIT, load=get_template)
def detail(template: AgendaTemplate) -> ResponseReturnValue:
    """Show a template's items."""
    rows = list(rules.walk(rules.read(template.items)))
    return render_template(
        "desk/agenda_templates/detail.html",
        kept=template,
        rows=rows,
        kinds=dict(KINDS),
    )


@blueprint.route("/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_template)
def edit(template: AgendaTemplate) -> ResponseReturnValue:
    """Rename a template, or let new meetings begin with it."""
    form = TemplateForm(obj=template)
    if is_saved(
        form,
        template,
        lambda: services.edit_template(current_user, template, **form.values()),
    ):
        flash(_("The template is saved."), "success")
        return redirect(_address(template), 303)
    return render_form("desk/agenda_templates/edit.html", form, kept=template)


@blueprint.route("/delete", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_template)
def delete(template: AgendaTemplate) -> ResponseReturnValue:
    """Delete a template."""
    form, slug = DeskForm(), template.body.slug
    if is_done(form, lambda: services.delete_template(current_user, template)):
        flash(_("The template is deleted."), "success")
        return redirect(url_for("agendas_desk.index", slug=slug), 303)
    return render_form("desk/agenda_templates/delete.html", form, kept=template)


def _address(template: AgendaTemplate) -> str:
    return url_for(
        "agenda_templates_desk.detail",
        slug=template.body.slug,
        template_id=template.id,
    )
