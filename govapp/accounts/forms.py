"""The forms of signing in, of passwords, and of the administrator's pages."""

from collections.abc import Iterable
from typing import Any

from flask import session
from flask_babel import lazy_gettext as _
from flask_security.forms import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    valid_user_email,
)
from flask_security.utils import hash_password
from wtforms import EmailField, HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from govapp.accounts.rules import fold_email
from govapp.permissions import Role
from govapp.web.fields import Choice, Several, line, options
from govapp.web.forms import DeskForm

ROLES = {
    Role.SECRETARY: _("Secretary: prepares and posts for a body"),
    Role.MEMBER: _("Member: a word alone; what one reads comes with a seat"),
    Role.CONTRIBUTOR: _("Contributor: proposes items to a body"),
    Role.ADMINISTRATOR: _("Administrator: manages users, bodies and settings"),
    Role.AUDITOR: _("Auditor: reads the record and the trail of the desk"),
}


def _email(*checks: Any) -> EmailField:
    return EmailField(
        _("E-mail address"),
        [DataRequired(_("Enter an e-mail address.")), *checks],
        filters=[lambda text: fold_email(text or "")],
        render_kw={"autocomplete": "username"},
    )


def _password(label: str) -> PasswordField:
    return PasswordField(
        label,
        [InputRequired(_("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


def _new_password() -> PasswordField:
    return PasswordField(
        _("New password"),
        [InputRequired(_("Enter a new password."))],
        description=_(
            "At least 12 characters. Four words that have nothing to do with each "
            "other work well."
        ),
        render_kw={"autocomplete": "new-password"},
    )


def _repeated(other: str) -> PasswordField:
    return PasswordField(
        _("New password again"),
        [
            InputRequired(_("Enter the new password again.")),
            EqualTo(other, _("This is not the same as the new password above.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )


class SignInForm(LoginForm):
    """E-mail address and password."""

    email = _email()
    password = _password(_("Password"))
    remember = None  # type: ignore[assignment]  # so WTForms drops a field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out the link that Flask-Security puts beside the password."""
        super().__init__(*args, **kwargs)
        self.password.description = ""

    def validate(self, **kwargs: Any) -> bool:
        """Check who it is; a session begins with nothing in it."""
        known = super().validate(**kwargs)
        if known:
            session.clear()
        return known


class ForgottenForm(ForgotPasswordForm):
    """Where to send the link."""

    email = _email(valid_user_email)

    def validate(self, **kwargs: Any) -> bool:
        """Find the account, taking the time that it takes where there is none."""
        known = super().validate(**kwargs)
        if known:
            hash_password("as is done for an address without an account")
        return known


class ChoosePasswordForm(ResetPasswordForm):
    """A password by the link of an invitation, or of a forgotten one."""

    password = _new_password()
    password_confirm = _repeated("password")


class ChangeForm(ChangePasswordForm):
    """A new password by somebody who knows the old one."""

    password = _password(_("Present password"))
    new_password = _new_password()
    new_password_confirm = _repeated("new_password")


def _code() -> StringField:
    return StringField(
        _("Code"),
        [InputRequired(_("Enter a code."))],
        description=_("Six digits of your app, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


class CodeForm(DeskForm):
    """A code of an app, or a recovery code."""

    code = _code()


class PasskeyForm(DeskForm):
    """A new passkey, which the browser fills in, and how to call it."""

    credential = HiddenField()
    name = line(
        _("Name"),
        required=_("Give it a name by which you know it again."),
        most=60,
        description=_("Such as My phone, or Blue key."),
    )


class RenameForm(DeskForm):
    """How to call a passkey that is there."""

    name = line(_("Name"), required=_("Give it a name."), most=60)


class ConfirmForm(DeskForm):
    """A code or the password, once more; with what waits for it, if anything.

    Names are its own, for what waits travels in the same form.
    """

    idempotency_key = None  # type: ignore[assignment]  # that of what waits counts
    confirm_to = HiddenField()
    confirm_waits = HiddenField()
    confirm_credential = HiddenField()
    confirm_code = _code()
    confirm_password = _password(_("Password"))


def _role() -> RadioField:
    return RadioField(
        _("Role"),
        choices=options(ROLES.items()),
        validators=[InputRequired(_("Choose a role."))],
    )


def _bodies() -> Several:
    return Several(
        _("For which bodies"),
        description=_("None for an administrator or an auditor."),
    )


class GrantForm(DeskForm):
    """A role, and the bodies it is for."""

    role = _role()
    bodies = _bodies()

    def __init__(
        self, *args: Any, bodies: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        """Offer these bodies, each its id and its name."""
        super().__init__(*args, **kwargs)
        self.bodies.offer(bodies)

    @property
    def grants(self) -> set[tuple[Role, int | None]]:
        """What was chosen: a role for each body, or (None) for the installation."""
        role = Role(self.role.data)
        return {(role, body_id) for body_id in self.bodies.data or [None]}


class PersonForm(DeskForm):
    """Who it is of those who sit on bodies."""

    person = Choice(
        _("Person"),
        coerce=int,
        description=_(
            "What the members of a body read opens while this person serves on it."
        ),
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        """Offer these people, each with the id, and nobody."""
        super().__init__(*args, **kwargs)
        self.names = dict(people)
        self.person.offer([(0, _("Nobody of these")), *self.names.items()])


class InviteForm(GrantForm):
    """Somebody new, with a first role."""

    name = line(_("Name"), required=_("Enter the person's name."), most=200)
    email = EmailField(
        _("E-mail address"),
        [DataRequired(_("Enter an e-mail address.")), Length(max=320)],
        description=_("The invitation goes there."),
    )
    # Again, so that they stand beneath the name.
    role = _role()
    bodies = _bodies()
