"""One's own account."""

from govapp.accounts.views_account import own, sessions
from govapp.accounts.views_account.blueprint import blueprint

__all__ = ["blueprint", "own", "sessions"]
