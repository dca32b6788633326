"""Sessions exist on the signed-in side only; elsewhere touching one raises."""

from collections.abc import Iterator
from typing import Any, NoReturn

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from govapp.web.prefixes import is_private


class PublicSessionError(RuntimeError):
    """A public page touched the session."""


class NoSession(SessionMixin):
    """What a public request has in place of a session."""

    def _refuse(self, *_args: object) -> NoReturn:
        raise PublicSessionError("Public pages have no session.")

    def __getitem__(self, key: str) -> NoReturn:
        """Refuse."""
        self._refuse(key)

    def __setitem__(self, key: str, value: object) -> NoReturn:
        """Refuse."""
        self._refuse(key, value)

    def __delitem__(self, key: str) -> NoReturn:
        """Refuse."""
        self._refuse(key)

    def __contains__(self, key: object) -> NoReturn:
        """Refuse."""
        self._refuse(key)

    def __iter__(self) -> Iterator[str]:
        """Refuse."""
        self._refuse()

    def __len__(self) -> NoReturn:  # noqa: PLE0303 it raises
        """Refuse."""
        self._refuse()


class SidedSessions(SecureCookieSessionInterface):
    """Open a session for signed-in addresses and none for public ones."""

    def open_session(self, app: Flask, request: Request) -> Any:
        """Return the session of this request's side."""
        if is_private(request.path):
            return super().open_session(app, request)
        return NoSession()

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Write the cookie, on the signed-in side only."""
        if not isinstance(session, NoSession):
            super().save_session(app, session, response)
