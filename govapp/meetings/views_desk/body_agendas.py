"""How a body's agendas are made: their numbers, and what they begin with."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.contributions.queries.deadlines import get_terms
from govapp.meetings.forms.agenda import BodyStyleForm
from govapp.meetings.models import AgendaStyle
from govapp.meetings.queries.style import get_style
from govapp.meetings.queries.templates import list_templates
from govapp.meetings.rules import templates as rules
from govapp.meetings.services.style import set_body_style
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import is_saved, render_form

blueprint = desk_blueprint(
    "agendas_desk", __name__, "/desk/committees/<string:slug>/agendas"
)


@blueprint.get("")
@requires(Permission.MEETING_EDIT, load=get_style)
def index(style: AgendaStyle) -> ResponseReturnValue:
    """Show how this body's agendas are made."""
    templates = [
        (each, len(list(rules.walk(rules.read(each.items)))))
        for each in list_templates(style.body)
    ]
    return render_template(
        "desk/agendas/index.html",
        body=style.body,
        form=BodyStyleForm(obj=style),
        due_days=get_terms(style.body.slug).days,
        templates=templates,
    )


@blueprint.route("/style", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_style)
def style(style: AgendaStyle) -> ResponseReturnValue:
    """Change how this body's next agendas are numbered, and whether they show times."""
    form, body = BodyStyleForm(obj=style), style.body
    if is_saved(
        form, style, lambda: set_body_style(current_user, body, **form.values())
    ):
        flash(_("The next agendas begin like this."), "success")
        return redirect(url_for(".index", slug=body.slug), 303)
    return render_form("desk/agendas/style.html", form, body=body)
