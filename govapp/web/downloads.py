"""Kept files as answers: whole or a part, conditional, and never a damaged one."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

SHOWN = {"application/pdf", "image/jpeg", "image/png", "text/plain"}
# Browsers style the frame in which they show a file.
STYLED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
POLICY = f"sandbox; {STYLED}"
# A browser's own viewer of PDFs is an object, and may not start in a sandbox.
PDF_POLICY = f"object-src 'self'; {STYLED}"


class Kept(Protocol):
    """A file that is kept under the SHA-256 of its bytes."""

    @property
    def name(self) -> str:
        """What it is called when it is saved."""

    @property
    def media_type(self) -> str:
        """What kind of file it is."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""


class Keeper(Protocol):
    """Keeps files."""

    def check(self, sha256: str) -> None:
        """Make sure that the bytes are the right ones; raises OSError."""

    def read(self, sha256: str, span: tuple[int, int] | None = None) -> Iterator[bytes]:
        """Yield the bytes, or those of a span; raises OSError."""


def give(
    file: Kept,
    store: Keeper,
    cache_control: str,
    unreadable: Callable[[], Response],
    wish: str = "",
) -> Response:
    """Answer with a file, or with `unreadable` where its bytes cannot be had.

    `wish` is to have it shown or saved, where the file leaves a choice.
    """
    response = Response(mimetype=file.media_type, headers=_headers(file, wish))
    response.headers["Cache-Control"] = cache_control
    response.set_etag(file.sha256)
    try:
        response.make_conditional(
            _asked(file), accept_ranges=True, complete_length=file.size
        )
    except RequestedRangeNotSatisfiable:
        size = {"Content-Range": f"bytes */{file.size}"}
        return Response(status=416, headers=size, mimetype="text/plain")
    if request.method == "HEAD" or response.status_code not in {200, 206}:
        return response
    part = response.content_range
    span = (part.start or 0, part.stop or 0) if response.status_code == 206 else None
    try:
        store.check(file.sha256)
        response.response = store.read(file.sha256, span)
    except OSError:
        current_app.logger.exception("%s %s", request.path, file.sha256)
        return unreadable()
    return response


def hand_over(file: Kept, store: Keeper) -> Response:
    """Answer with a file of the desk, to be saved and not to be shown."""
    response = Response(store.read(file.sha256), mimetype=file.media_type)
    response.content_length = file.size
    name = quote(file.name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _headers(file: Kept, wish: str) -> dict[str, str]:
    policy = PDF_POLICY if file.media_type == "application/pdf" else POLICY
    return {
        "Content-Length": str(file.size),
        "Content-Disposition": _disposition(file, wish),
        "Content-Security-Policy": policy,
    }


def _disposition(file: Kept, wish: str) -> str:
    """Name the file as RFC 6266 and RFC 8187 want it, shown where that is safe."""
    is_shown = file.media_type in SHOWN or (wish == "shown" and _is_safe(file))
    shown = "inline" if is_shown and wish != "saved" else "attachment"
    plain = unicodedata.normalize("NFKD", file.name).encode("ascii", "ignore").decode()
    plain = plain.replace("\\", "_").replace('"', "_")
    value = f'{shown}; filename="{plain}"'
    if plain == file.name:
        return value
    return f"{value}; filename*=UTF-8''{quote(file.name, safe='')}"


def _is_safe(file: Kept) -> bool:
    """Say whether no browser would run what is in a file."""
    return file.media_type != "text/html"


def _asked(file: Kept) -> dict[str, object]:
    """Return the request without a range that is to be ignored."""
    environ = dict(request.environ)
    ranges = request.range
    single = ranges and ranges.units == "bytes" and len(ranges.ranges) == 1
    if not single or request.if_none_match.contains(file.sha256):
        environ.pop("HTTP_RANGE", None)
    return environ
