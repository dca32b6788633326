"""Settings: read once from `GOVAPP_…` variables, typed, and refused when wrong."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509 import load_pem_x509_certificates

from govapp.errors import SettingError

MINIMUM_SECRET = 32
# Bytes, for AES-256.
FILES_KEY = 32
MEGABYTE = 1024 * 1024
WEB = ("http", "https")
# A division's id without its beginning (OCDEP 2).
DIVISION = r"country:[a-z]{2}(/[a-z_]+:[a-z0-9_.~-]+)*"


@dataclass(frozen=True)
class Settings:
    """Every setting of an installation; `docs/operating.md` explains each."""

    instance: Path
    database_url: str
    store_url: str
    secret_key: str
    log_key: str
    files_key: str
    base_url: str
    database_read_url: str = ""
    smtp_url: str = ""
    mail_from: str = "govapp@localhost"
    trusted_proxies: int = 0
    upload_limit_mb: int = 100
    time_zone: str = "America/Los_Angeles"
    tsa_url: str = ""
    tsa_ca: str = ""
    websub_hub: str = ""
    division: str = "country:us"
    session_idle_minutes: int = 60
    session_hours: int = 12
    second_factor: str = "required"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "Single sign-on"
    oidc_groups_claim: str = "groups"
    oidc_roles: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot work; raises SettingError with the setting's name."""
        _check_secret(self.secret_key)
        _check_log_key(self.log_key)
        _check_files_key(self.files_key)
        _check_address(self.base_url)
        _check_zone(self.time_zone)
        _check_authority(self.tsa_url, self.tsa_ca)
        _check_division(self.division)
        if self.websub_hub and urlsplit(self.websub_hub).scheme not in WEB:
            raise SettingError("GOVAPP_WEBSUB_HUB must begin with http:// or https://.")
        if not self.database_url.startswith(("sqlite:///", "postgresql")):
            raise SettingError(
                "GOVAPP_DATABASE_URL must begin with sqlite:/// or postgresql://."
            )
        if not self.store_url.startswith(("file:", "memory:", "s3:")):
            raise SettingError("GOVAPP_STORE_URL must begin with file: or s3://.")
        if self.smtp_url and urlsplit(self.smtp_url).scheme not in {"smtp", "smtps"}:
            raise SettingError("GOVAPP_SMTP_URL must begin with smtp:// or smtps://.")
        if self.upload_limit_mb < 1:
            raise SettingError("GOVAPP_UPLOAD_LIMIT_MB must be 1 or more.")
        _check_session(self.session_idle_minutes, self.session_hours)
        _check_provider(self.oidc_issuer, self.oidc_client_id)
        if self.second_factor not in {"required", "offered"}:
            raise SettingError("GOVAPP_SECOND_FACTOR must be required or offered.")

    @property
    def host(self) -> str:
        """The name this installation answers to, without the port."""
        return urlsplit(self.base_url).hostname or "localhost"

    @property
    def session_limits(self) -> tuple[timedelta, timedelta]:
        """How long a session lasts: without use, and at all."""
        return (
            timedelta(minutes=self.session_idle_minutes),
            timedelta(hours=self.session_hours),
        )

    @property
    def upload_limit(self) -> int:
        """The largest request that is read, in bytes."""
        return self.upload_limit_mb * MEGABYTE


def _check_session(idle_minutes: int, hours: int) -> None:
    if idle_minutes < 1 or hours < 1:
        raise SettingError(
            "GOVAPP_SESSION_IDLE_MINUTES and GOVAPP_SESSION_HOURS must be 1 or more."
        )


def _check_secret(secret: str) -> None:
    if len(secret) < MINIMUM_SECRET or len(set(secret)) < 8:
        raise SettingError(
            "GOVAPP_SECRET_KEY is too weak: give at least 32 random characters, "
            "or leave it out and `govapp init` makes one."
        )


def _check_log_key(pem: str) -> None:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SettingError(
            "GOVAPP_LOG_KEY must be an Ed25519 key in PEM without a password, such as "
            "`openssl genpkey -algorithm ed25519` makes; without it one is made."
        )


def _check_files_key(key: str) -> None:
    if not re.fullmatch(f"[0-9a-f]{{{2 * FILES_KEY}}}", key):
        raise SettingError(
            "GOVAPP_FILES_KEY must be 64 hexadecimal digits, such as `openssl rand "
            "-hex 32` makes; without it one is made."
        )


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in WEB or not parts.hostname or parts.query:
        raise SettingError(
            "GOVAPP_BASE_URL must be the public address, such as https://meet.example."
        )


def _check_division(division: str) -> None:
    if not re.fullmatch(DIVISION, division):
        raise SettingError(
            "GOVAPP_DIVISION must be a place as Open Civic Data names it, such as "
            "country:us/state:ca."
        )


def _check_authority(url: str, certificates: str) -> None:
    if url and urlsplit(url).scheme not in WEB:
        raise SettingError("GOVAPP_TSA_URL must begin with http:// or https://.")
    try:
        if certificates:
            load_pem_x509_certificates(certificates.encode())
    except ValueError as error:
        raise SettingError(
            "GOVAPP_TSA_CA must hold the authority's root certificates in PEM."
        ) from error


def _check_provider(issuer: str, client_id: str) -> None:
    if not issuer:
        return
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1"}
    if not is_safe or not parts.hostname or issuer.endswith("/"):
        raise SettingError(
            "GOVAPP_OIDC_ISSUER must be the provider's https address, without / at "
            "the end."
        )
    if not client_id:
        raise SettingError("GOVAPP_OIDC_CLIENT_ID must be given with the issuer.")


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingError(
            f"GOVAPP_TIME_ZONE {name!r} is no IANA zone, such as America/Los_Angeles."
        ) from error


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings; raises SettingError naming the first that is wrong."""
    given = _given(environment)
    instance = Path(given.pop("instance", "instance")).resolve()
    values: dict[str, str | int | Path] = {
        "instance": instance,
        "database_url": f"sqlite:///{instance / 'govapp.db'}",
        "store_url": f"file:{instance / 'files'}",
        "base_url": "http://127.0.0.1:8000",
    }
    for name, make in KEYS.items():
        if name not in given:
            values[name] = _kept(instance / name, make)
    kinds = {field.name: field.type for field in fields(Settings)}
    for name, text in given.items():
        if name not in kinds:
            raise SettingError(f"GOVAPP_{name.upper()} is not a setting.")
        values[name] = _number(name, text) if kinds[name] is int else text
    values["base_url"] = str(values["base_url"]).rstrip("/")
    return Settings(**values)  # type: ignore[arg-type]  # checked name by name above


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    given = {}
    for variable, text in environment.items():
        if not variable.startswith("GOVAPP_") or not text:
            continue
        name = variable.removeprefix("GOVAPP_").lower()
        if name.endswith("_file"):
            given[name.removesuffix("_file")] = _read(variable, text)
        else:
            given[name] = text
    return given


def _read(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{variable}: {path} cannot be read.") from error


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise SettingError(f"GOVAPP_{name.upper()} must be a whole number.") from error


def _kept(path: Path, make: Callable[[], str]) -> str:
    """Return the installation's own key, made at first use and readable to it alone."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8") as made:
            made.write(make())
            made.flush()
            with suppress(FileExistsError):  # another process was faster
                os.link(made.name, path)
    return path.read_text(encoding="utf-8").strip()


def _make_secret() -> str:
    return secrets.token_urlsafe(48)


def _make_log_key() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _make_files_key() -> str:
    return secrets.token_hex(FILES_KEY)


KEYS = {
    "secret_key": _make_secret,
    "log_key": _make_log_key,
    "files_key": _make_files_key,
}
