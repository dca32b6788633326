"""The files themselves, at lasting addresses."""

import unicodedata
from urllib.parse import quote

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from govapp.documents import published
from govapp.documents.published import PublicFile
from govapp.web import public

blueprint = Blueprint("documents_public", __name__, url_prefix="/documents")

NEWEST = "public, max-age=300"
LASTING = "public, max-age=31536000, immutable"
SHOWN = {"application/pdf", "image/jpeg", "image/png", "text/plain"}
# Browsers style the frame in which they show a file.
STYLED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
POLICY = f"sandbox; {STYLED}"
# A browser's own viewer of PDFs is an object, and may not start in a sandbox.
PDF_POLICY = f"object-src 'self'; {STYLED}"


@blueprint.get("/<string:document>/<string:name>")
def newest(document: str, name: str) -> ResponseReturnValue:
    """Give a file in its newest posted version."""
    file = published.get_newest(document)
    if file.name != name and not file.withdrawn:
        return redirect(url_for(".newest", document=document, name=file.name), 302)
    return _give(file, NEWEST)


@blueprint.get("/<string:document>/v/<int(max=999999):version>/<string:name>")
def version(document: str, version: int, name: str) -> ResponseReturnValue:
    """Give a file in one posted version."""
    file = published.get_version(document, version)
    if file.name != name and not file.withdrawn:
        right = url_for(".version", document=document, version=version, name=file.name)
        return redirect(right, 302)
    return _give(file, LASTING)


def _give(file: PublicFile, cache_control: str) -> Response:
    if file.withdrawn:
        return public.error("public/documents/withdrawn.html", 410, file=file)
    response = Response(mimetype=file.media_type, headers=_headers(file))
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
    return _fill(response, file)


def _headers(file: PublicFile) -> dict[str, str]:
    policy = PDF_POLICY if file.media_type == "application/pdf" else POLICY
    return {
        "Content-Length": str(file.size),
        "Content-Disposition": _disposition(file),
        "Content-Security-Policy": policy,
    }


def _disposition(file: PublicFile) -> str:
    """Name the file as RFC 6266 and RFC 8187 want it, shown where that is safe."""
    shown = "inline" if file.media_type in SHOWN else "attachment"
    plain = unicodedata.normalize("NFKD", file.name).encode("ascii", "ignore").decode()
    plain = plain.replace("\\", "_").replace('"', "_")
    value = f'{shown}; filename="{plain}"'
    if plain == file.name:
        return value
    return f"{value}; filename*=UTF-8''{quote(file.name, safe='')}"


def _asked(file: PublicFile) -> dict[str, object]:
    """Return the request without a range that is to be ignored."""
    environ = dict(request.environ)
    ranges = request.range
    single = ranges and ranges.units == "bytes" and len(ranges.ranges) == 1
    if not single or request.if_none_match.contains(file.sha256):
        environ.pop("HTTP_RANGE", None)
    return environ


def _fill(response: Response, file: PublicFile) -> Response:
    """Put the bytes into an answer, once they are known to be the right ones."""
    store = current_app.extensions["govapp.store"]
    part = response.content_range
    span = (part.start or 0, part.stop or 0) if response.status_code == 206 else None
    try:
        store.check(file.sha256)
        response.response = store.read(file.sha256, span)
    except OSError:
        current_app.logger.exception("%s %s", file.document, file.version)
        return public.error("public/documents/unreadable.html", 503, file=file)
    return response
