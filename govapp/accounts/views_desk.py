"""The administrator's pages about accounts."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts import door, queries, services
from govapp.accounts.forms import GrantForm, InviteForm, PersonForm
from govapp.accounts.models import RoleAssignment, User
from govapp.committees.queries import list_bodies, list_people
from govapp.errors import RuleError
from govapp.permissions import Permission, Role
from govapp.web.access import confirmed, desk_blueprint, requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_done, render_form

blueprint = desk_blueprint("accounts_desk", __name__, "/desk/users")


def _list_bodies() -> list[tuple[int, str]]:
    return [(body.id, body.name) for body in list_bodies()]


def _to_user(user_id: int, told: str, category: str = "success") -> ResponseReturnValue:
    flash(told, category)
    return redirect(url_for("accounts_desk.detail", user_id=user_id), 303)


def _act(
    user_id: int, told: str, service: Callable[..., None], **values: Any
) -> ResponseReturnValue:
    """Do one thing to an account, and say on its page what came of it."""
    try:
        service(current_user, user=queries.get_user(user_id), **values)
    except RuleError as error:
        return _to_user(user_id, say(error), "error")
    return _to_user(user_id, told)


def _invite(form: InviteForm) -> User:
    """Invite whom a form names."""
    email, name = form.email.data or "", form.name.data or ""
    return services.invite_user(current_user, email=email, name=name, roles=form.grants)


def _grant(user: User, form: GrantForm) -> None:
    """Give the role that a form names."""
    for role, body_id in form.grants:
        services.grant_role(current_user, user=user, role=role, body_id=body_id)


def _link(user: User, form: PersonForm) -> None:
    """Link the person that a form names, or nobody."""
    chosen = form.person.data
    services.link_person(
        current_user,
        user=user,
        person_id=chosen or None,
        name=form.names.get(chosen, ""),
    )


def _new_form() -> DeskForm:
    """Return an empty form for one button among several."""
    return DeskForm(formdata=None)


@blueprint.get("")
@requires(Permission.USER_MANAGE)
def index() -> ResponseReturnValue:
    """List the accounts."""
    return render_template(
        "desk/accounts/index.html",
        users=queries.list_users(),
        bodies=dict(_list_bodies()),
    )


@blueprint.route("/invite", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.USER_MANAGE)
def invite() -> ResponseReturnValue:
    """Invite somebody, with a first role."""
    form = InviteForm(bodies=_list_bodies())
    invited: list[User] = []
    if is_done(form, lambda: invited.append(_invite(form))):
        user = invited[0]
        told = _("%(name)s is invited. The mail is on its way.", name=user.name)
        return _to_user(user.id, told)
    return render_form("desk/accounts/invite.html", form)


@blueprint.route("/<int:user_id>", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def detail(user: User) -> ResponseReturnValue:
    """Show an account; give it another role."""
    bodies = _list_bodies()
    form = GrantForm(bodies=bodies)
    if is_done(form, lambda: _grant(user, form)):
        return _to_user(user.id, _("The role is given. It counts from now on."))
    return render_form(
        "desk/accounts/detail.html",
        form,
        user=user,
        bodies=dict(bodies),
        people={person.id: person for person in list_people()},
        sessions=door.list_live(user),
        has_factor=queries.has_factor(user),
        calendar=queries.find_calendar_key(user),
        new_form=_new_form,
    )


@blueprint.route("/<int:user_id>/person", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def person(user: User) -> ResponseReturnValue:
    """Say who it is of those who sit on bodies."""
    people = [(each.id, each.name) for each in list_people()]
    form = PersonForm(people=people, person=user.person_id or 0)
    if is_done(form, lambda: _link(user, form)):
        return _to_user(user.id, _("Saved. It counts from now on."))
    return render_form("desk/accounts/person.html", form, user=user)


@blueprint.post("/<int:user_id>/roles/<int:assignment_id>/revoke")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_assignment)
def revoke(held: RoleAssignment) -> ResponseReturnValue:
    """Take a role away."""
    return _act(
        held.user_id,
        _("The role is taken away. It counts from now on."),
        services.revoke_role,
        role=Role(held.role),
        body_id=held.body_id,
    )


@blueprint.post("/<int:user_id>/disable")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def disable(user: User) -> ResponseReturnValue:
    """Take away all access."""
    told = _("The account is disabled, and signed out everywhere.")
    return _act(user.id, told, services.disable_user)


@blueprint.post("/<int:user_id>/sessions/end")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def end_sessions(user: User) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    told = _("All sessions of this account have ended.")
    return _act(user.id, told, services.end_sessions)


@blueprint.post("/<int:user_id>/calendar/revoke")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def revoke_calendar(user: User) -> ResponseReturnValue:
    """Let the address of somebody's own calendar count no longer."""
    told = _("The address counts no longer.")
    return _act(user.id, told, services.revoke_calendar_key)


@blueprint.post("/<int:user_id>/factors/reset")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def reset_factors(user: User) -> ResponseReturnValue:
    """Let somebody begin anew who has lost their app and their codes."""
    told = _("Done. They sign in with the password, and set up new ones.")
    return _act(user.id, told, services.reset_factors)


@blueprint.post("/<int:user_id>/enable")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def enable(user: User) -> ResponseReturnValue:
    """Give access again."""
    told = _("The account is enabled, with the roles it has.")
    return _act(user.id, told, services.enable_user)


@blueprint.post("/<int:user_id>/invitation")
@confirmed("POST")
@requires(Permission.USER_MANAGE, load=queries.get_user)
def remind(user: User) -> ResponseReturnValue:
    """Send the invitation again."""
    told = _("A new invitation is on its way. It works for three days.")
    return _act(user.id, told, services.send_invitation)
