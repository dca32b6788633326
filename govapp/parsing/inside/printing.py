"""Text as it can be set in type."""

import re
import unicodedata
from collections.abc import Set as AbstractSet

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
# Letters of some scripts are shaped by these; nothing else that is unseen is kept.
JOINERS = {"\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"}
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")

LONG, LONG_ADDRESS = 30, 75
LONG_WORD = re.compile(rf"\S{{{LONG + 1},}}")
BREAK = "\N{ZERO WIDTH SPACE}"


class Case(dict[int, str]):
    """A compositor's case: how each character is set, by its number.

    What no font has shows as a substitute, and what is unseen goes. PDF/A has no
    characters whose meaning is somebody's own (ISO 19005-2, 6.2.11.7).
    """

    def __init__(self, known: AbstractSet[int]) -> None:
        """Set up with the characters that fonts have."""
        super().__init__()
        self._known = known

    def __missing__(self, number: int) -> str:
        """Say how a character is set that was not asked for before."""
        letter = chr(number)
        self[number] = shown = self._show(letter, unicodedata.category(letter))
        return shown

    def _show(self, letter: str, category: str) -> str:
        if letter == "\n" or letter in JOINERS:
            return letter
        if category == "Cc" or (category == "Zs" and ord(letter) not in self._known):
            return " "
        if category == "Cf":
            return ""
        is_known = ord(letter) in self._known and category not in {"Co", "Cn"}
        return letter if is_known else SUBSTITUTE


def printable(text: str, case: Case) -> str:
    """Return a text so that all of it is seen, on the page, and the PDF conforms."""
    text = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return LONG_WORD.sub(_break, text.translate(case))


def _break(found: re.Match[str]) -> str:
    """Let a long word break; an address, which may be copied, does so by itself."""
    word = found[0]
    most = LONG_ADDRESS if word.startswith(("http:", "https:")) else LONG
    return BREAK.join(word[at : at + most] for at in range(0, len(word), most))
