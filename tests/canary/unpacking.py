"""What lies within files, as whoever opens them reads it."""

import io
import zipfile

from tests.renditions.making import read_pages


def unpack(content: bytes) -> bytes:
    """Return all text within a PDF or an archive, or in a file of an archive."""
    if content.startswith(b"%PDF-"):
        return "\n".join(read_pages(content)).encode()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [archive.read(name) for name in archive.namelist()]
        names = "\n".join(archive.namelist()).encode()
    return b"\n".join([names, *members, *map(unpack, members)])
