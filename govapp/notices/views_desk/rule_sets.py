"""Which rules of notice bind a body's meetings."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.committees.content import build_body, changed
from govapp.committees.models import Body, BodyRuleSet
from govapp.committees.queries import get_body
from govapp.notices.forms.rule_sets import (
    AttachForm,
    EndForm,
    HouseRuleForm,
)
from govapp.notices.queries.rule_sets import get_attached, list_rule_sets
from govapp.notices.rules.duties import is_draft
from govapp.notices.services import rule_sets as services
from govapp.notices.views_desk.blueprint import blueprint
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_done, render_form


@blueprint.get("/committees/<string:slug>/notice-rules")
@requires(Permission.BODY_EDIT, load=get_body)
def rules(body: Body) -> ResponseReturnValue:
    """Show the rules that bind a body's meetings, and when its office is closed."""
    return render_template(
        "desk/notices/rules.html",
        body=body,
        attached=list(zip(body.rule_sets, build_body(body).rule_sets, strict=True)),
        is_changed=changed(body)[0],
        today=clock.today(body.time_zone).isoformat(),
    )


@blueprint.route(
    "/committees/<string:slug>/notice-rules/attach", methods=["GET", "POST"]
)
@requires(Permission.BODY_EDIT, load=get_body)
def attach(body: Body) -> ResponseReturnValue:
    """Attach the rules of a law or a policy."""
    known = sorted(list_rule_sets(), key=is_draft)
    form = AttachForm([one for one in known if not is_draft(one)], data=_today(body))

    if is_done(
        form,
        lambda: services.attach_rule_set(current_user, body, **form.chosen()),
    ):
        return to_rules(body, _("Attached. The rules bind once the body is posted."))
    return render_form("desk/notices/attach.html", form, body=body, known=known)


@blueprint.route(
    "/committees/<string:slug>/notice-rules/house", methods=["GET", "POST"]
)
@requires(Permission.BODY_EDIT, load=get_body)
def house(body: Body) -> ResponseReturnValue:
    """Make a rule of the installation's own."""
    form = HouseRuleForm(data=_today(body))
    if is_done(
        form,
        lambda: services.attach_house_rule(current_user, body, **form.values()),
    ):
        return to_rules(body, _("Made. The rule binds once the body is posted."))
    return render_form("desk/notices/house.html", form, body=body)


@blueprint.route(
    "/committees/<string:slug>/notice-rules/<int:attached_id>/end",
    methods=["GET", "POST"],
)
@requires(Permission.BODY_EDIT, load=get_attached)
def end(attached: BodyRuleSet) -> ResponseReturnValue:
    """Say on which day rules bind last."""
    body, form = attached.body, EndForm()
    if is_done(
        form, lambda: services.end_rule_set(current_user, attached, **form.values())
    ):
        return to_rules(body, _("Saved. It counts once the body is posted."))
    return render_form("desk/notices/end.html", form, body=body, attached=attached)


def _today(body: Body) -> dict[str, date]:
    return {"start_on": clock.today(body.time_zone)}


def to_rules(body: Body, told: str) -> ResponseReturnValue:
    """Lead back to the rules of a body and say what was done."""
    flash(told, "success")
    return redirect(url_for("notices_desk.rules", slug=body.slug), 303)
