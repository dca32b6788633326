"""The door of every signed-in view: shut unless the view says what opens it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp import permissions
from govapp.errors import NotFoundError
from govapp.permissions import Permission, Role
from govapp.web.prefixes import is_private

View = Callable[..., ResponseReturnValue]
FILES = 10
OPEN = ("/sign-in", "/account/reset", "/my/permits", "/static")


class Actor(Protocol):
    """Who acts: given to every service first."""

    id: int
    name: str

    @property
    def grants(self) -> set[tuple[Role, int | None]]:
        """The roles held, each for a body or (None) for the installation."""


class Scoped(Protocol):
    """Anything that belongs to a body."""

    @property
    def body_id(self) -> int | None:
        """The body whose secretary may work on it."""


def may(permission: Permission, subject: Scoped | None = None) -> bool:
    """Say whether the person signed in may do this, to this."""
    body_id = subject.body_id if subject is not None else None
    return permissions.allows(current_user.grants, permission, body_id)


def requires(
    permission: Permission, load: Callable[..., Any] | None = None
) -> Callable[[View], View]:
    """Open a view to those who hold a permission.

    `load` takes the address's parts and returns what the view works on; the view gets
    it in their place, once the permission is held for the body it belongs to. Raises
    NotFoundError otherwise, as for what does not exist.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(**parts: Any) -> ResponseReturnValue:
            if not may(permission):
                raise NotFoundError
            if load is None:
                return view(**parts)
            subject = load(**parts)
            if not may(permission, subject):
                raise NotFoundError
            return view(subject)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return mark


def loads(load: Callable[..., Any]) -> Callable[[View], View]:
    """Open a member's view to whoever there is something for.

    `load` takes who is signed in and the address's parts, and returns what the view
    shows; it raises NotFoundError for what is not theirs, as for what does not exist.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(**parts: Any) -> ResponseReturnValue:
            return view(load(current_user, **parts))

        guarded.loaded = load  # type: ignore[attr-defined]
        return guarded

    return mark


def confirmed(*methods: str) -> Callable[[View], View]:
    """Let only those do this who have shown lately that it is they."""

    def mark(view: View) -> View:
        view.confirms = methods  # type: ignore[attr-defined]
        return view

    return mark


def confirm_first() -> None:
    """Go on only for whoever has shown lately that it is they; others are asked to."""
    answer = current_app.extensions["govapp.confirm"]()
    if answer is not None:
        abort(answer)


def desk_blueprint(name: str, import_name: str, url_prefix: str) -> Blueprint:
    """Return a blueprint whose views stay shut unless `requires` opens them."""
    return _shut(name, import_name, url_prefix, "permission")


def member_blueprint(name: str, import_name: str, url_prefix: str) -> Blueprint:
    """Return a blueprint whose views stay shut unless `loads` opens them."""
    return _shut(name, import_name, url_prefix, "loaded")


def _shut(name: str, import_name: str, url_prefix: str, key: str) -> Blueprint:
    blueprint = Blueprint(name, import_name, url_prefix=url_prefix)

    @blueprint.before_request
    def shut_unless_opened() -> None:
        view = current_app.view_functions[request.endpoint or ""]
        if not hasattr(view, key):
            raise NotFoundError

    return blueprint


def init_app(app: Flask, *, upload_limit: int) -> None:
    """Send whoever is not signed in to the sign-in page, whatever they asked for.

    Who is may send files, each as large as the limit in bytes.
    """

    @app.before_request
    def ask_to_sign_in() -> ResponseReturnValue | None:
        if not is_private(request.path) or request.path.startswith(OPEN):
            return None
        if current_user.is_authenticated:
            # A form may bring several.
            request.max_content_length = FILES * upload_limit
            return None
        wanted = request.path if request.method == "GET" else None
        return redirect(url_for("security.login", next=wanted), 303)
