"""The files themselves, at lasting addresses."""

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from govapp.documents import published
from govapp.documents.published import PublicFile
from govapp.web import downloads, public

blueprint = Blueprint("documents_public", __name__, url_prefix="/documents")

NEWEST = "public, max-age=300"
LASTING = "public, max-age=31536000, immutable"


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
    return downloads.give(
        file,
        current_app.extensions["govapp.posted"],
        cache_control,
        lambda: public.error("public/documents/unreadable.html", 503, file=file),
        request.args.get("as", ""),
    )
