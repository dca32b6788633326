"""A folder of files with their checksums, in which only what differs is written."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from govapp.errors import GovappError

SUMS = "SHA256SUMS"
OTHER = "{root} has files and is no export: give an empty folder, or one made before."
UNREADABLE = "{path} is no list of checksums: line {line} cannot be read."


class Folder:
    """A folder that is brought up to date, file by file.

    Each file is there whole or not at all. Its name stands in the list before it is
    written, so that a run which was stopped leaves nothing that a later one does not
    know. `written`, `same` and `removed` count files.
    """

    def __init__(self, root: Path) -> None:
        """Open a folder; raises GovappError where there is something else."""
        self._root = root
        self._known = read_sums(root) if (root / SUMS).is_file() else {}
        is_new = not root.exists() or (root.is_dir() and not any(root.iterdir()))
        if not is_new and not (root / SUMS).is_file():
            raise GovappError(OTHER.format(root=root))
        root.mkdir(parents=True, exist_ok=True)
        for half in root.glob(f"{SUMS}.*"):
            half.unlink()
        self._kept: dict[str, str] = {}
        self.written = self.same = self.removed = 0

    def known(self, path: str) -> str:
        """Return the checksum of a file that is there already, else ""."""
        return self._known.get(path, "") if (self._root / path).is_file() else ""

    def keep(self, path: str) -> None:
        """Let a file stay as it is."""
        self._kept[path] = self._known[path]
        self.same += 1

    def write(self, path: str, data: bytes) -> None:
        """Let a file hold these bytes."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.known(path) == sha256 and (self._root / path).read_bytes() == data:
            self.keep(path)
        else:
            self.pour(path, [data])

    def pour(self, path: str, chunks: Iterable[bytes]) -> None:
        """Let a file hold what comes in chunks."""
        target = self._root / path
        self._announce(path)
        self._make_room(target)
        digest = hashlib.sha256()
        with NamedTemporaryFile(
            dir=self._root, prefix=f"{SUMS}.", delete=False
        ) as copy:
            try:
                for chunk in chunks:
                    digest.update(chunk)
                    copy.write(chunk)
            except BaseException:
                Path(copy.name).unlink()
                raise
        # What others read over the web is no secret.
        Path(copy.name).chmod(0o644)
        Path(copy.name).replace(target)
        self._kept[path] = digest.hexdigest()
        self.written += 1

    def close(self) -> None:
        """Remove what was not written again, and write the list anew."""
        for path in self._known.keys() - self._kept.keys():
            if (self._root / path).is_file():
                (self._root / path).unlink()
                self.removed += 1
            self._clear(self._root / path)
        lines = "".join(_line(path, self._kept[path]) for path in sorted(self._kept))
        sums = self._root / SUMS
        if not sums.exists() or sums.read_text(encoding="utf-8") != lines:
            fresh = self._root / f"{SUMS}.new"
            fresh.write_text(lines, encoding="utf-8")
            fresh.replace(sums)

    def _announce(self, path: str) -> None:
        if path not in self._known:
            with (self._root / SUMS).open("a", encoding="utf-8") as sums:
                sums.write(_line(path, "0" * 64))
            self._known[path] = ""

    def _make_room(self, target: Path) -> None:
        """Make the folder of a file, also where a file of ours has its name."""
        for folder in [*target.parents][::-1]:
            if folder.is_file() and self._root in folder.parents:
                folder.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise GovappError(f"{target} is a folder, and should be a file.")

    def _clear(self, path: Path) -> None:
        """Remove the folders of a file that hold nothing any more."""
        with suppress(OSError):
            while path.parent != self._root:
                path = path.parent
                path.rmdir()


def read_sums(root: Path) -> dict[str, str]:
    """Return the checksums of a folder's files; raises GovappError."""
    path, found = root / SUMS, {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            sha256, _, name = line.rstrip("\n").partition("  ")
            name = _unescape(name) if sha256.startswith("\\") else name
            sha256 = sha256.removeprefix("\\")
            if len(sha256) != 64 or not is_inside(name):
                raise GovappError(UNREADABLE.format(path=path, line=number))
            found[name] = sha256
    return found


def is_inside(name: str) -> bool:
    """Say whether a name is one of a file within the folder."""
    parts = Path(name).parts
    return bool(parts) and ".." not in parts and not Path(name).is_absolute()


def read_file(path: Path) -> Iterator[bytes]:
    """Yield a file in chunks."""
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            yield chunk


def _line(name: str, sha256: str) -> str:
    """Write a line as sha256sum reads it."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{chr(92) if escaped != name else ''}{sha256}  {escaped}{chr(10)}"


def _unescape(name: str) -> str:
    signs = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
    parts = name.split("\\\\")
    return signs["\\\\"].join(
        part.replace("\\n", "\n").replace("\\r", "\r") for part in parts
    )
