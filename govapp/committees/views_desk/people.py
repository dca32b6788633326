"""The desk's pages of people."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees import forms, queries, services
from govapp.committees.models import Person
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import is_done, is_saved, render_form

blueprint = desk_blueprint("people_desk", __name__, "/desk/people")


def _to_list(told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("people_desk.index"), 303)


@blueprint.get("")
@requires(Permission.PERSON_EDIT)
def index() -> ResponseReturnValue:
    """List everybody who sits, sat or can be appointed."""
    return render_template("desk/people/index.html", people=queries.list_people())


@blueprint.route("/create", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def create() -> ResponseReturnValue:
    """Add a person."""
    form = forms.AddPersonForm()
    if is_done(form, lambda: services.add_person(current_user, **form.values())):
        return _to_list(
            _("%(name)s is added and can be appointed.", name=form.name.data)
        )
    return render_form("desk/people/create.html", form)


@blueprint.route("/<string:slug>/edit", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=queries.get_person)
def edit(person: Person) -> ResponseReturnValue:
    """Change how a person is called."""
    form = forms.RenamePersonForm(obj=person)
    if is_saved(
        form,
        person,
        lambda: services.rename_person(current_user, person, **form.values()),
    ):
        return _to_list(
            _("Saved. Post the bodies where this person sits, so that all see it.")
        )
    return render_form("desk/people/edit.html", form, person=person)
