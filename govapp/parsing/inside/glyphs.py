"""Which characters fonts have (OpenType, table `cmap`)."""

from pathlib import Path
from struct import unpack_from

SEGMENTS, GROUPS = 4, 12


def list_characters(fonts: Path) -> frozenset[int]:
    """Return every character that one of a folder's fonts has, by its number."""
    return frozenset().union(*(_read(path) for path in fonts.glob("*.ttf")))


def _read(path: Path) -> set[int]:
    """Read the largest table of characters that a font has."""
    font = path.read_bytes()
    (count,) = unpack_from(">H", font, 4)
    records = (unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(count))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = unpack_from(">H", font, start + 2)
    places = {
        start + unpack_from(">HHL", font, start + 4 + 8 * i)[2] for i in range(count)
    }
    kinds = {unpack_from(">H", font, place)[0]: place for place in places}
    if GROUPS in kinds:
        return _read_groups(font, kinds[GROUPS])
    return _read_segments(font, kinds[SEGMENTS])


def _read_segments(font: bytes, start: int) -> set[int]:
    (double,) = unpack_from(">H", font, start + 6)
    row, found = f">{double // 2}H", set[int]()
    ends = unpack_from(row, font, start + 14)
    starts = unpack_from(row, font, start + 16 + double)
    offsets = unpack_from(row, font, start + 16 + 3 * double)
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        if not offsets[index]:
            found.update(range(first, last + 1))
            continue
        place = start + 16 + 3 * double + 2 * index + offsets[index]
        glyphs = unpack_from(f">{last - first + 1}H", font, place)
        found.update(first + i for i, glyph in enumerate(glyphs) if glyph)
    # The last segment stands for none.
    return found - {0xFFFF}


def _read_groups(font: bytes, start: int) -> set[int]:
    (groups,) = unpack_from(">L", font, start + 12)
    found = set[int]()
    for index in range(groups):
        first, last, _ = unpack_from(">LLL", font, start + 16 + 12 * index)
        found.update(range(first, last + 1))
    return found
