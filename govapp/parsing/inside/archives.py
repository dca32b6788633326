"""Office files are archives of XML: opened within bounds, parsed without entities."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from lxml import etree

from govapp.parsing.inside.found import Refusal
from govapp.parsing.inside.pictures import PIXELS, count_pixels

UNPACKED = 300 * 1024 * 1024
MEMBERS = 10_000
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError,
    KeyError, ValueError, EOFError, OSError, zlib.error,
)  # fmt: skip
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive that unpacks to a bearable size; raises Refusal for any other.

    What its list of members says holds: no more than that is ever unpacked of one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise Refusal("password")
            size = sum(member.file_size for member in members)
            if size > UNPACKED or len(members) > MEMBERS:
                raise Refusal("unpacked")
            yield archive
    except BROKEN as error:
        raise Refusal("damaged") from error


def parse(archive: zipfile.ZipFile, name: str) -> Any:
    """Parse a member; raises Refusal when it is no sound XML."""
    try:
        with archive.open(name) as member:
            return etree.parse(member, PARSER).getroot()
    except etree.LxmlError as error:
        raise Refusal("damaged") from error


def has_flood(archive: zipfile.ZipFile) -> bool:
    """Say whether a picture inside would flood a screen."""
    for name in archive.namelist():
        if name.lower().endswith(PICTURES):
            with suppress(Refusal), archive.open(name) as member:
                if count_pixels(cast(BinaryIO, member)) > PIXELS:
                    return True
    return False
