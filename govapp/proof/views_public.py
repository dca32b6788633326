"""The record itself: its pages, and what verifies it without trusting us."""

from base64 import b64decode
from pathlib import Path

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from govapp.config import Settings
from govapp.documents.published import get_version
from govapp.errors import NotFoundError
from govapp.proof.published import proofs, stamps
from govapp.proof.published.entries import describe, describe_one
from govapp.record import checkpoints, log, verify
from govapp.web import public

blueprint = Blueprint("proof_public", __name__)

LISTED = 50
PAGE = 1000
MOST = 999_999_999
NUMBER = "<int(min=1, max=999999999):seq>"


@blueprint.get("/record")
def index() -> ResponseReturnValue:
    """Show the record, newest entry first, a page at a time."""
    before = _number("before", MOST)
    found = log.list_before(before, LISTED + 1)
    return public.render(
        "public/proof/index.html",
        rows=describe(found[:LISTED]),
        is_newest=before == MOST,
        earlier=found[LISTED - 1].seq if len(found) > LISTED else None,
        newest=log.find_newest(),
    )


@blueprint.get(f"/record/{NUMBER}")
def entry(seq: int) -> ResponseReturnValue:
    """Show one entry, byte for byte."""
    shown, has_next = proofs.get_entry_and_more(seq)
    signed = proofs.get_signed(seq)
    # A time stamp comes after the posting.
    render = public.render_fresh if _settings().tsa_url else public.render
    return render(
        "public/proof/entry.html",
        shown=shown,
        row=describe_one(shown.entry),
        signed=signed,
        stamp=stamps.find_stamp(seq, signed.key),
        has_next=has_next,
    )


@blueprint.get("/record/verify")
def verify_page() -> ResponseReturnValue:
    """Show what verifies a document in the browser, and how to do it without."""
    return public.render("public/proof/verify.html")


@blueprint.get("/record/checkpoint")
def checkpoint() -> ResponseReturnValue:
    """Give the newest checkpoint."""
    return public.feed(proofs.get_newest().note, "text/plain")


@blueprint.get(f"/record/checkpoint/{NUMBER}")
def checkpoint_at(seq: int) -> ResponseReturnValue:
    """Give the checkpoint that was signed with an entry."""
    return public.feed(proofs.get_signed(seq).note, "text/plain")


@blueprint.get(f"/record/timestamp/{NUMBER}")
def timestamp(seq: int) -> ResponseReturnValue:
    """Give the authority's time stamp of a checkpoint, once it has come."""
    token = b64decode(stamps.get_token(seq))
    return Response(token, mimetype="application/timestamp-reply", headers=public.FRESH)


@blueprint.get("/record/key")
def key() -> ResponseReturnValue:
    """Give the key that verifies the newest checkpoint, in both its forms."""
    known = proofs.get_newest().key
    return public.feed(f"{known}\n\n{checkpoints.write_pem(known)}", "text/plain")


@blueprint.get("/record/entries")
def entries() -> ResponseReturnValue:
    """Give the log itself, a thousand entries at a time: whoever wants may keep it."""
    found = log.list_entries(_number("from", 1), PAGE)
    lines = "".join(f"{entry.event}\n" for entry in found)
    return public.feed(lines, "application/x-ndjson")


@blueprint.get(f"/record/content/{NUMBER}")
def content(seq: int) -> ResponseReturnValue:
    """Give what an entry posted, byte for byte."""
    text = proofs.get_entry(seq).content
    if text is None:
        raise NotFoundError
    return public.feed(text, "application/json")


@blueprint.get(f"/record/proof/{NUMBER}")
def entry_proof(seq: int) -> ResponseReturnValue:
    """Give the proof that an entry stands in the record."""
    return _proof(proofs.prove([proofs.get_entry(seq)]))


@blueprint.get("/record/consistency")
def consistency() -> ResponseReturnValue:
    """Give the proof that the record only grew."""
    old, new = _number("from"), _number("to", 0)
    return _proof(proofs.prove_growth(old, new or None))


@blueprint.get("/documents/<string:document>/v/<int(max=999999):version>/proof")
def document_proof(document: str, version: int) -> ResponseReturnValue:
    """Give the proof that a version of a file was posted, and when."""
    file = get_version(document, version)
    return _stamped(proofs.list_file_entries(file.meeting, file.sha256))


@blueprint.get("/meetings/<string:number>/agenda/v/<int(max=999999):version>/proof")
def agenda_proof(number: str, version: int) -> ResponseReturnValue:
    """Give the proof that a version of an agenda was posted, and when."""
    return _stamped(proofs.list_agenda_entries(number, version))


@blueprint.get("/record/verify.py")
def verifier() -> ResponseReturnValue:
    """Give the program that verifies all of this, to be run anywhere."""
    source = Path(verify.__file__).read_text(encoding="utf-8")
    return public.feed(source, "text/x-python")


def _stamped(entries: list[proofs.Shown]) -> Response:
    """Answer with a proof that may hold a time stamp, so that nothing keeps it."""
    text = proofs.prove(entries, stamped=True)
    return Response(text, mimetype="application/json", headers=public.FRESH)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["govapp.settings"]
    return settings


def _proof(text: str) -> Response:
    return public.feed(text, "application/json")


def _number(name: str, default: int | None = None) -> int:
    """Read a number of the address; raises NotFoundError where it is none."""
    text = request.args.get(name, "")
    if not text and default is not None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise NotFoundError
    return int(text)
