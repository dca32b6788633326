"""Wires everything: the only module that knows all others."""

import os

from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from govapp import database, paths
from govapp.accounts import limits
from govapp.accounts import setup as accounts
from govapp.blueprints import BLUEPRINTS
from govapp.config import Settings, load_settings
from govapp.documents.store import Store
from govapp.documents.stores import Stores
from govapp.documents.vault import Vault
from govapp.documents.words import BARRIERS, FINDINGS
from govapp.record import signing
from govapp.record.published import peek_head
from govapp.web import (
    access,
    errors,
    filters,
    headers,
    numbers,
    transactions,
    veils,
)
from govapp.web.assets import Assets
from govapp.web.badges import BADGES
from govapp.web.choices import Choices, in_path
from govapp.web.page_cache import PageCache
from govapp.web.prefixes import CALENDARS, is_private
from govapp.web.sessions import SidedSessions

# Who has not signed in sends an address and a password at most.
STRANGERS_LIMIT = 64 * 1024
PASSES_CACHE = ("/documents/", f"{CALENDARS}/", "/livez", "/readyz")
FILES = (".pdf", ".docx", ".zip")


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings, read from the environment by default."""
    settings = settings or load_settings(os.environ)
    app = Flask(
        "govapp",
        instance_path=str(settings.instance),
        template_folder=str(paths.TEMPLATES),
        static_folder=None,
    )
    _configure(app, settings)
    database.init_app(app, settings)
    _sign_the_record(app, settings)
    _set_up_templates(app)
    veils.init_app(app)
    numbers.init_app(app)
    errors.init_app(app)
    transactions.init_app(app)
    access.init_app(app, upload_limit=settings.upload_limit)
    accounts.init_app(app)
    app.before_request(transactions.claim_key)
    headers.init_app(app, secure=settings.base_url.startswith("https:"))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    limits.limit_searches(app)
    limits.limit_calendars(app)
    limits.limit_passwords(app)
    limits.limit_passkeys(app)
    _wrap(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    secure = settings.base_url.startswith("https:")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=STRANGERS_LIMIT,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        TRUSTED_HOSTS=[settings.host, "localhost", "127.0.0.1"],
        SESSION_COOKIE_NAME="__Host-govapp" if secure else "govapp",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        BABEL_DEFAULT_LOCALE="en_US",
    )
    app.extensions["govapp.settings"] = settings
    posted, key = Store(settings.store_url), bytes.fromhex(settings.files_key)
    # The public side is given what was posted, and no key.
    app.extensions["govapp.posted"] = posted
    app.extensions["govapp.files"] = Stores(posted, Vault(settings.store_url, key))
    # Whatever lies here can be made again from the record.
    app.extensions["govapp.renditions"] = Store(f"{settings.store_url}/renditions")
    app.session_interface = SidedSessions()


def _sign_the_record(app: Flask, settings: Settings) -> None:
    origin = f"{settings.host}/record"
    signer = signing.Signer(settings.log_key, origin, settings.instance)
    with app.app_context():
        signing.install(database.db.engine, signer)


def _set_up_templates(app: Flask) -> None:
    Babel(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=Assets(paths.STATIC), badges=BADGES, findings=FINDINGS, barriers=BARRIERS
    )
    app.jinja_env.filters["in_path"] = in_path
    filters.init_app(app)


def _wrap(app: Flask, settings: Settings) -> None:
    """Put the page cache, static files and the proxy's headers in front."""
    with app.app_context():
        engine = database.db.engines[database.READ]

    def head() -> int | None:
        try:
            return peek_head(engine)
        except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error):
            return None

    def passes(path: str) -> bool:
        is_file = path.startswith(PASSES_CACHE) or path.endswith(FILES)
        return is_file or is_private(path)

    cached = PageCache(app.wsgi_app, head, passes)
    static = WhiteNoise(
        Choices(cached), root=str(paths.STATIC), prefix="static/", max_age=31_536_000
    )
    app.wsgi_app = static  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
