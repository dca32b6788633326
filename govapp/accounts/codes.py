"""Codes of authenticator apps (RFC 6238) and recovery codes, made and read."""

import secrets
from datetime import datetime

import segno
from passlib.totp import TOTP, AppWallet, TokenError

STEP = 30
COUNT = 10
# Without letters and digits that look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LENGTH = 3, 4


class Codes:
    """Secrets of authenticator apps, kept sealed under the installation's own key."""

    def __init__(self, secret_key: str, issuer: str) -> None:
        """Derive the key; what apps show of us is the issuer."""
        # The key is long and random: to stretch it would only cost time.
        wallet = AppWallet({"1": f"authenticator {secret_key}"}, encrypt_cost=1)
        self.totp = TOTP.using(wallet=wallet, issuer=issuer)

    def make(self) -> str:
        """Return a new secret, sealed."""
        sealed: str = self.totp.new().to_json(encrypt=True)
        return sealed

    def match(self, code: str, sealed: str, at: datetime) -> int | None:
        """Return the step that a code is of, one before or after being near enough."""
        try:
            found = self.totp.from_source(sealed).match(
                code, time=int(at.timestamp()), window=STEP
            )
        except TokenError:
            return None
        step: int = found.counter
        return step

    def spell(self, sealed: str) -> str:
        """Return a secret as somebody types it into an app."""
        key: str = self.totp.from_source(sealed).pretty_key()
        return key

    def draw(self, sealed: str, account: str) -> str:
        """Return a picture, as a data: URI, with which an app takes a secret in."""
        address = self.totp.from_source(sealed).to_uri(account)
        picture: str = segno.make(address).svg_data_uri(scale=5, light="#fff")
        return picture


def make_recovery_codes() -> list[str]:
    """Return codes for whoever has lost their other means."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(COUNT)]


def fold_code(code: str) -> str:
    """Write a code in its one form."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())


def is_recovery(folded: str) -> bool:
    """Say whether a code in its one form has the length of a recovery code."""
    return len(folded) == GROUPS * LENGTH


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
