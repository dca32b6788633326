"""Which files are taken in, and what they are called: pure functions."""

import codecs
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from govapp.errors import RuleError

LIMIT = 100 * 1024 * 1024
NAME_BYTES = 255
CHUNK = 1024 * 1024
HEAD = 4096
WEB_PAGE = re.compile(rb"<!doctype html|<html[\s>]")
FIELD = "file"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
SIGNS = str.maketrans(dict.fromkeys('<>:"|?*', "-"))
DEVICE = re.compile(
    r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]|conin\$|conout\$) *(\.|$)", re.IGNORECASE
)
Check = Callable[[BinaryIO], bool]


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its media type, and whether bytes are of it."""

    media_type: str
    matches: Check


def _begins(*starts: bytes) -> Check:
    def matches(file: BinaryIO) -> bool:
        return file.read(16).lstrip(b"\r\n").startswith(starts)

    return matches


def _is_text(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_web_page(file: BinaryIO) -> bool:
    head = file.read(HEAD).lower()
    file.seek(0)
    return WEB_PAGE.search(head) is not None and _is_text(file)


def _office(folder: str) -> Check:
    def matches(file: BinaryIO) -> bool:
        names = _members(file)
        # Macros run on the reader's machine: such files are not taken in.
        macros = any(name.endswith("vbaProject.bin") for name in names)
        whole = "[Content_Types].xml" in names and not macros
        return whole and any(name.startswith(folder) for name in names)

    return matches


def _open_document(media_type: str) -> Check:
    def matches(file: BinaryIO) -> bool:
        with _open_zip(file) as archive:
            # The standard wants it as it is; unpacked, it could fill the memory.
            stored = archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
            with archive.open("mimetype") as member:
                return stored and member.read(100).strip() == media_type.encode()

    return matches


def _members(file: BinaryIO) -> list[str]:
    with _open_zip(file) as archive:
        return archive.namelist()


def _open_zip(file: BinaryIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(_Sparing(file))


class _Sparing:
    """A file of which nobody reads much at once, such as a huge list of members."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > CHUNK:
            raise zipfile.BadZipFile("Its list of members is too long.")
        return self._file.read(size)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

KINDS = {
    "pdf": FileKind("application/pdf", _begins(b"%PDF-")),
    "docx": FileKind(f"{_OFFICE}.wordprocessingml.document", _office("word/")),
    "pptx": FileKind(f"{_OFFICE}.presentationml.presentation", _office("ppt/")),
    "xlsx": FileKind(f"{_OFFICE}.spreadsheetml.sheet", _office("xl/")),
    "odt": FileKind(f"{_OPEN}.text", _open_document(f"{_OPEN}.text")),
    "ods": FileKind(f"{_OPEN}.spreadsheet", _open_document(f"{_OPEN}.spreadsheet")),
    "odp": FileKind(f"{_OPEN}.presentation", _open_document(f"{_OPEN}.presentation")),
    "txt": FileKind("text/plain", _is_text),
    "csv": FileKind("text/csv", _is_text),
    "html": FileKind("text/html", _is_web_page),
    "htm": FileKind("text/html", _is_web_page),
    "png": FileKind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": FileKind("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": FileKind("image/jpeg", _begins(b"\xff\xd8\xff")),
}
ALLOWED = "PDF, DOCX, PPTX, XLSX, ODT, ODP, ODS, TXT, CSV, HTML, PNG and JPEG"
WRONG = {
    "text": "%(name)s is not plain text in UTF-8. Save it as UTF-8 and try again.",
    "zip": (
        "%(name)s cannot be opened as %(kind)s: it may be damaged, protected by a "
        "password or hold macros. Save it anew without them, or as a PDF."
    ),
    "other": (
        "%(name)s is not what its name says: its content is not %(kind)s. "
        "Save it anew or give it its right name."
    ),
}


def safe_name(name: str) -> str:
    """Return a file name without its path or anything hidden, its kind kept.

    At most 255 bytes long, without signs that some disks forbid, and no name that
    Windows keeps for devices, such as aux.pdf: it can be saved anywhere.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        " " if letter.isspace() else letter
        for letter in name
        if letter.isspace() or unicodedata.category(letter) not in HIDDEN
    )
    words = " ".join(unicodedata.normalize("NFC", shown).translate(SIGNS).split())
    extension = extension_of(words)
    ending = words[-len(extension) - 1 :] if extension in KINDS else ""
    stem = words.removesuffix(ending).encode()[: NAME_BYTES - len(ending) - 1]
    name = (stem.decode(errors="ignore").strip(". ") or "document") + ending
    return f"_{name}" if DEVICE.match(name) else name


def list_barriers(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what keeps people who cannot see a PDF from reading it.

    Of what a file tells of itself; of other kinds of files nothing is known.
    """
    if "read_pages" not in facts:
        return ()
    lacks = {
        "no_text": not facts.get("text_pages"),
        "untagged": not facts.get("is_tagged"),
        "no_language": not facts.get("language"),
        "no_title": not facts.get("title"),
        "sealed": bool(facts.get("is_sealed")),
    }
    return tuple(name for name, is_lacking in lacks.items() if is_lacking)


@dataclass(frozen=True)
class Told:
    """What a file says, its pages ended by a form feed, and what it tells of itself.

    `facts` are by the names of `govapp.parsing.inside`.
    """

    text: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def pack(told: Told) -> bytes:
    """Return it as it is sealed; nothing where a file says nothing."""
    if told == Told():
        return b""
    return json.dumps({"text": told.text, "facts": dict(told.facts)}).encode()


def unpack(packed: bytes) -> Told:
    """Return it as it was packed."""
    return Told(**json.loads(packed)) if packed else Told()


class Read(Protocol):
    """What a worker read in a file."""

    @property
    def state(self) -> str:
        """Waiting, done or failed."""

    @property
    def finding(self) -> str:
        """What is wrong with it, in a word."""

    @property
    def barriers(self) -> str:
        """What keeps people from reading it, in words."""


@dataclass
class Readability:
    """How well some files can be read: the names of those of which something is so."""

    pdfs: int = 0
    waiting: list[str] = field(default_factory=list)
    findings: dict[str, list[str]] = field(default_factory=dict)
    barriers: dict[str, list[str]] = field(default_factory=dict)


def summarize(files: Iterable[tuple[str, str, Read]]) -> Readability:
    """Sum up files, each a name, a media type and what was read in it."""
    found = Readability()
    for name, media_type, read in files:
        found.pdfs += media_type == KINDS["pdf"].media_type
        if read.state == "waiting":
            found.waiting.append(name)
        if read.finding:
            found.findings.setdefault(read.finding, []).append(name)
        for barrier in read.barriers.split():
            found.barriers.setdefault(barrier, []).append(name)
    return found


def extension_of(name: str) -> str:
    """Return the kind a file name claims, in lower case, such as pdf."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_file(file: BinaryIO, name: str, *, limit: int = LIMIT) -> str:
    """Return the media type of a file that may be taken in.

    Raises RuleError, naming the file and the reason, for any other.
    """
    kind = KINDS.get(extension_of(name))
    if kind is None:
        message = "%(name)s is of a kind that is not taken. Use %(allowed)s."
        raise RuleError(message, FIELD, name=name, allowed=ALLOWED)
    size = file.seek(0, 2)
    if size == 0:
        message = "%(name)s is empty. Save it again and choose it once more."
        raise RuleError(message, FIELD, name=name)
    if size > limit:
        message = "%(name)s is larger than %(megabytes)s MB. Make it smaller."
        raise RuleError(message, FIELD, name=name, megabytes=limit // 1024 // 1024)
    file.seek(0)
    try:
        matches = kind.matches(file)
    except (zipfile.BadZipFile, OSError, LookupError, ValueError, RuntimeError):
        matches = False
    if not matches:
        message = WRONG[_family(kind.media_type)]
        raise RuleError(message, FIELD, name=name, kind=extension_of(name).upper())
    return kind.media_type


def _family(media_type: str) -> str:
    if media_type in {"text/plain", "text/csv"}:
        return "text"
    return "zip" if media_type.startswith((_OFFICE, _OPEN)) else "other"
