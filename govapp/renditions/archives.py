"""All public documents of an agenda as one ZIP: the same ones make the same bytes."""

import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, BinaryIO

# ZIP knows no zone, and no time before.
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
READABLE = 0o644 << 16
UNIX = 3


@dataclass(frozen=True)
class Member:
    """A file of an archive: its place there, its size and its bytes."""

    path: str
    size: int
    chunks: Iterable[bytes]


def pack(out: BinaryIO, members: Iterable[Member], at: datetime) -> None:
    """Write an archive, a chunk at a time; documents are packed as they are."""
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            info = _info(member.path, at)
            info.file_size = member.size
            with archive.open(info, "w") as file:
                for chunk in member.chunks:
                    file.write(chunk)


def still(source: IO[bytes], out: IO[bytes], at: datetime) -> None:
    """Copy an archive with one time for all that is in it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = _info(name, at)
            info.compress_type = zipfile.ZIP_DEFLATED
            with old.open(name) as member, new.open(info, "w") as copy:
                shutil.copyfileobj(member, copy)


def _info(path: str, at: datetime) -> zipfile.ZipInfo:
    moment = max(at.astimezone(UTC), EPOCH)
    info = zipfile.ZipInfo(path, moment.timetuple()[:6])
    info.external_attr, info.create_system = READABLE, UNIX
    return info
