"""What is posted about the log itself."""

from govapp.record.shapes.base import Frozen


class LogKey(Frozen):
    """The name and key by which the log goes on, and where it stood under the former.

    `key` and `former_key` are verifier keys; `former` is the last checkpoint that was
    signed under the former name.
    """

    origin: str
    key: str
    former: str = ""
    former_key: str = ""
    reason: str
