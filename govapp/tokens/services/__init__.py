"""What is done with tokens at the desk, and by them."""

from govapp.tokens.services.sending import post_sent, put_agenda, put_file
from govapp.tokens.services.tokens import make_token, note_use, revoke_token

__all__ = [
    "make_token",
    "note_use",
    "post_sent",
    "put_agenda",
    "put_file",
    "revoke_token",
]
