"""The forms of an agenda, each at a lasting address."""

from flask import Blueprint, Response, current_app

from govapp.errors import NotFoundError
from govapp.meetings.published import get_card
from govapp.record.cards import MeetingCard, Version
from govapp.renditions import published
from govapp.renditions.models import Form
from govapp.web import downloads, public

blueprint = Blueprint("renditions_public", __name__, url_prefix="/meetings")
blueprint.add_app_template_filter(published.has_documents)

# Whoever keeps one asks before showing it again: the meeting may be cancelled.
ASK_FIRST = "public, no-cache"
RETRY_AFTER = {
    Form.AGENDA: 5,
    Form.WORD: 5,
    Form.PACKET: 30,
    Form.DOCUMENTS: 30,
    Form.CERTIFICATE: 5,
    Form.MINUTES: 5,
}


@blueprint.get("/<string:number>/agenda.pdf")
def agenda(number: str) -> Response:
    """Give the agenda in force as PDF."""
    return _give_newest(number, Form.AGENDA)


@blueprint.get("/<string:number>/agenda/v/<int(max=999999):version>/agenda.pdf")
def agenda_version(number: str, version: int) -> Response:
    """Give one version of the agenda as PDF."""
    card = get_card(number)
    for known in card.agenda_versions:
        if known.version == version:
            return _give(card, known, Form.AGENDA)
    raise NotFoundError


@blueprint.get("/<string:number>/agenda.docx")
def word(number: str) -> Response:
    """Give the agenda in force for Word."""
    return _give_newest(number, Form.WORD)


@blueprint.get("/<string:number>/packet.pdf")
def packet(number: str) -> Response:
    """Give the agenda and its PDFs as one."""
    return _give_newest(number, Form.PACKET)


@blueprint.get("/<string:number>/documents.zip")
def documents(number: str) -> Response:
    """Give the agenda and all its documents as an archive."""
    return _give_newest(number, Form.DOCUMENTS)


@blueprint.get("/<string:number>/certificate.pdf")
def certificate(number: str) -> Response:
    """Give the newest certificate of posting as PDF."""
    card = get_card(number)
    issued = published.find_certificate(card)
    if issued is None:
        raise NotFoundError
    return _give(card, issued, Form.CERTIFICATE)


@blueprint.get("/<string:number>/minutes.pdf")
def minutes(number: str) -> Response:
    """Give the minutes in force as PDF."""
    card = get_card(number)
    if not card.minutes_versions:
        raise NotFoundError
    return _give(card, card.minutes_version or card.minutes_versions[-1], Form.MINUTES)


@blueprint.get("/<string:number>/minutes/v/<int(max=999999):version>/minutes.pdf")
def minutes_version(number: str, version: int) -> Response:
    """Give one version of the minutes as PDF."""
    card = get_card(number)
    for known in card.minutes_versions:
        if known.version == version:
            return _give(card, known, Form.MINUTES)
    raise NotFoundError


def _give_newest(number: str, form: Form) -> Response:
    card = get_card(number)
    if not card.agenda_versions:
        raise NotFoundError
    return _give(card, card.agenda_version or card.agenda_versions[-1], form)


def _give(card: MeetingCard, version: Version, form: Form) -> Response:
    told = {"card": card, "version": version, "form": form}
    if version.withdrawn:
        return public.error("public/renditions/withdrawn.html", 410, **told)
    if (form, version) not in published.list_due(card):
        raise NotFoundError

    def wait() -> Response:
        answer = public.error("public/renditions/waiting.html", 503, **told)
        answer.headers["Retry-After"] = str(RETRY_AFTER[form])
        return answer

    made = published.find_rendition(card, form, version.version)
    if made is None:
        return wait()
    store = current_app.extensions["govapp.renditions"]
    return downloads.give(made, store, ASK_FIRST, wait)
