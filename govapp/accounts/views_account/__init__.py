"""One's own account, and the second step of signing in."""

from govapp.accounts.views_account import (
    confirm,
    factors,
    own,
    passkeys,
    second,
    sessions,
    single,
)
from govapp.accounts.views_account.blueprint import blueprint, sign_in_blueprint

__all__ = [
    "blueprint",
    "confirm",
    "factors",
    "own",
    "passkeys",
    "second",
    "sessions",
    "sign_in_blueprint",
    "single",
]
