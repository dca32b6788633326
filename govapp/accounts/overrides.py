"""What Flask-Security does here in our way: storing, mailing, passwords and links."""

from typing import Any

from flask_security import MailUtil, PasswordUtil, SQLAlchemyUserDatastore
from itsdangerous import SignatureExpired, URLSafeTimedSerializer

from govapp import clock
from govapp.accounts.rules import fold_email, normalize_password
from govapp.accounts.services import RESET_WITHIN, check_new_password
from govapp.errors import RuleError
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.web.errors import say


class Users(SQLAlchemyUserDatastore):
    """Our accounts; what a request changes is committed once, at the edge."""

    def commit(self) -> None:
        """Leave it to the edge."""


class OutboxMail(MailUtil):
    """Mails go into the outbox, in our words."""

    def send_mail(  # type: ignore[override]  # only what our mails need
        self,
        template: str,
        *_built: Any,
        user: Any,
        reset_token: str = "",
        **_rest: Any,
    ) -> None:
        """Write the mail of this name to a user."""
        path = f"/account/reset/{reset_token}" if reset_token else "/account/reset"
        subject, text = texts.write(template, name=user.name, address=mail.link(path))
        mail.enqueue(recipient=user.email, subject=subject, text=text)

    def normalize(self, email: str) -> str:
        """Write an address in its one form."""
        return fold_email(email)

    def validate(self, email: str) -> str:
        """Write an address in its one form."""
        return fold_email(email)


class Passwords(PasswordUtil):
    """Our rules for passwords."""

    def normalize(self, password: str) -> str:
        """Write a password in its one form."""
        return normalize_password(password)

    def validate(
        self,
        password: str,
        is_register: bool,  # noqa: ARG002, FBT001  # as Flask-Security calls it
        **kwargs: Any,
    ) -> tuple[list[str] | None, str]:
        """Return what is wrong with a user's new password, and its one form."""
        password = self.normalize(password)
        try:
            check_new_password(password, email=kwargs["user"].email)
        except RuleError as error:
            return [say(error)], password
        return None, password


class Links(URLSafeTimedSerializer):
    """Signed links; to a forgotten password they last less long than an invitation."""

    def loads(self, *args: Any, **kwargs: Any) -> Any:
        """Read a link's data; raises SignatureExpired."""
        kwargs["return_timestamp"] = True
        data, made_at = super().loads(*args, **kwargs)
        _uniquifier, password = data
        if password and clock.now() - made_at > RESET_WITHIN:
            raise SignatureExpired("Too old", date_signed=made_at)
        return data
