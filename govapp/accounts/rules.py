"""What makes an e-mail address the same, a password weak, and an address ours."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from zxcvbn import zxcvbn

from govapp.errors import RuleError
from govapp.permissions import INSTALLATION_ROLES, Role

MINIMUM = 12
WORD = 4
# How many guesses somebody needs who knows 30,000 leaked passwords, words, names,
# dates and keyboards, as a power of ten; beyond so many letters it is enough anyway.
GUESSES = 11.5
GUESSED = 72
# What a browser calls itself names many; the first that is found is it.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrom", "Chromium"),
    ("CriOS/", "Chromium"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
INSIDE = re.compile(r"/(desk|my|account)([/?#][^\\\s\x00-\x1f\x7f]*)?")


def fold_email(email: str) -> str:
    """Write an address in the one form in which addresses are kept and compared."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def normalize_password(password: str) -> str:
    """Write a password in the one form in which passwords are kept and compared."""
    return unicodedata.normalize("NFKD", password)


def check_password(password: str, *, email: str, names: Iterable[str]) -> None:
    """Refuse a password that is easily guessed; raises RuleError saying why.

    `names` are what the organization calls itself: none of their words may stand in it.
    """
    if len(password) < MINIMUM:
        raise RuleError("Use at least %(count)s characters.", "password", count=MINIMUM)
    folded = fold_email(password)
    if zxcvbn(password[:GUESSED])["guesses_log10"] < GUESSES:
        raise RuleError(
            "This is one of the first passwords anyone would try. Choose another, "
            "such as four words that have nothing to do with each other.",
            "password",
        )
    for word in _words([*names, email.partition("@")[0]]):
        if word in folded:
            raise RuleError(
                "Leave out “%(word)s”: others know that it belongs to you or to the "
                "organization.",
                "password",
                word=word,
            )


def _words(names: Iterable[str]) -> list[str]:
    words = re.findall(r"\w+", fold_email(" ".join(names)))
    return [word for word in words if len(word) >= WORD]


def is_inside(address: str) -> bool:
    """Say whether an address is on the signed-in side, and so safe to be led to."""
    return INSIDE.fullmatch(address) is not None


class Device(NamedTuple):
    """What a session is used with, as far as it tells; empty where it does not."""

    browser: str
    system: str


def name_device(user_agent: str) -> Device:
    """Name a browser and its system by what it calls itself."""
    return Device(_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))


def _first(names: Iterable[tuple[str, str]], user_agent: str) -> str:
    return next((name for mark, name in names if mark in user_agent), "")


def is_lately(moment: datetime, *, now: datetime, within: timedelta) -> bool:
    """Say whether something was so long ago at most; nothing to come ever was."""
    return timedelta(0) <= now - moment <= within


def hash_token(token: str) -> str:
    """Return what is kept of a secret: who reads the table has no use of it."""
    return hashlib.sha256(token.encode()).hexdigest()


class Tried(NamedTuple):
    """A wrong password: a hash of the address that was given, and from where."""

    account: str
    network: str


# How many wrong passwords close an account to one network, any to it, and all to one.
FROM_HERE, FROM_NETWORK, FOR_ACCOUNT = 10, 50, 100


def is_tried_out(wrong: Sequence[Tried], here: Tried) -> bool:
    """Say whether a password is not even looked at, after these wrong ones.

    Whoever tries from one network closes an account to that network alone, so that
    nobody is shut out by a stranger; it takes many more, from many, to close it to all.
    """
    return (
        wrong.count(here) >= FROM_HERE
        or sum(each.network == here.network for each in wrong) >= FROM_NETWORK
        or sum(each.account == here.account for each in wrong) >= FOR_ACCOUNT
    )


class Way(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 the word
    CODE = "code"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    SSO = "sso"
    SSO_TWO = "sso_two"


# Two things that another would have to get hold of.
STRONG = frozenset({Way.CODE, Way.RECOVERY, Way.PASSKEY, Way.SSO_TWO})
# Roles, each for a body by its slug, or ("") for the installation.
Granted = frozenset[tuple[Role, str]]
CAREFUL = frozenset({Role.SECRETARY, Role.ADMINISTRATOR})


def needs_two(grants: Iterable[tuple[Role, int | None]]) -> bool:
    """Say whether somebody with these roles must have more than a password."""
    return any(role in CAREFUL for role, _body_id in grants)


def read_mapping(text: str) -> dict[str, Granted]:
    """Read which groups mean which roles: `staff=secretary:board, it=administrator`.

    Raises ValueError on anything else.
    """
    mapping: dict[str, Granted] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        group, equals, meant = part.rpartition("=")
        role, _colon, slug = meant.partition(":")
        if not equals or not group or (Role(role) in INSTALLATION_ROLES) == bool(slug):
            raise ValueError(part)
        mapping[group] = mapping.get(group, frozenset()) | {(Role(role), slug)}
    return mapping


def map_roles(mapping: Mapping[str, Granted], groups: Iterable[str]) -> Granted:
    """Return the roles that somebody's groups mean."""
    none: Granted = frozenset()
    return none.union(*(mapping.get(str(group), none) for group in groups))
