"""Single sign-on: an OpenID provider says who somebody is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from govapp.accounts.rules import Granted, Way, map_roles, read_mapping
from govapp.config import Settings
from govapp.errors import RuleError, SettingError

CALLBACK = "/sign-in/sso/callback"
# How a provider says that it asked for more than a password (RFC 8176).
TWO_THINGS = frozenset({"mfa", "hwk", "swk", "pop", "sc"})
FAILED = "The sign-in did not come to its end. Try once more."


@dataclass(frozen=True)
class Told:
    """What a provider told of somebody; an unproven address is none."""

    issuer: str
    subject: str
    email: str
    name: str
    way: Way
    granted: Granted
    managed: Granted


def init_app(app: Flask) -> None:
    """Let people come from the provider of the settings, if there is one."""
    settings: Settings = app.extensions["govapp.settings"]
    try:
        read_mapping(settings.oidc_roles)
    except ValueError as error:
        raise SettingError(
            "GOVAPP_OIDC_ROLES must name roles as in staff=secretary:board, "
            f"it=administrator: {error}"
        ) from error
    if not settings.oidc_issuer:
        return
    oauth = OAuth(app)
    oauth.register(
        "sso",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )
    app.extensions["govapp.sso"] = oauth.sso


def name_provider() -> str:
    """Return what the provider is called on pages; empty where there is none."""
    settings: Settings = current_app.extensions["govapp.settings"]
    return settings.oidc_name if settings.oidc_issuer else ""


def ask() -> ResponseReturnValue:
    """Lead to the provider; raises RuleError when it cannot be reached."""
    settings: Settings = current_app.extensions["govapp.settings"]
    try:
        answer: ResponseReturnValue = current_app.extensions[
            "govapp.sso"
        ].authorize_redirect(settings.base_url + CALLBACK)
    except (AuthlibBaseError, RequestException) as error:
        raise RuleError("The sign-in service cannot be reached now.") from error
    return answer


def read() -> Told:
    """Return what the provider answered to this browser; raises RuleError."""
    try:
        token = current_app.extensions["govapp.sso"].authorize_access_token()
    except (AuthlibBaseError, JoseError, RequestException, ValueError) as error:
        current_app.logger.warning("Single sign-on: %r", error)
        raise RuleError(FAILED) from error
    claims: Mapping[str, Any] = token.get("userinfo") or {}
    return _tell(claims)


def _tell(claims: Mapping[str, Any]) -> Told:
    settings: Settings = current_app.extensions["govapp.settings"]
    mapping = read_mapping(settings.oidc_roles)
    groups = claims.get(settings.oidc_groups_claim) or []
    email = claims.get("email") if claims.get("email_verified") is True else ""
    return Told(
        issuer=settings.oidc_issuer,
        subject=str(claims["sub"]),
        email=str(email or ""),
        name=str(claims.get("name") or email or "")[:200],
        way=Way.SSO if TWO_THINGS.isdisjoint(claims.get("amr") or []) else Way.SSO_TWO,
        granted=map_roles(mapping, [groups] if isinstance(groups, str) else groups),
        managed=frozenset().union(*mapping.values()),
    )
