"""Business that the demonstration's meetings leave to each other."""

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.demonstration.ahead import SEAMS
from govapp.documents.stores import Stores
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import PutOff
from govapp.meetings.queries import agendas, meetings
from govapp.meetings.services import carrying, posting

CARRIED = SEAMS.title
NOT_REACHED = "Chief executive's report"


def load(store: Stores) -> None:
    """Carry one item of the board's last meeting to its next, let another wait."""
    board = queries.get_body("iso-board")
    made = [one for one in meetings.list_meetings([board.id]) if one.is_demonstration]
    _first, held, ahead, *_rest = made
    carrying.carry_item(SYSTEM, _find(held, CARRIED), to=ahead)
    carrying.put_off_item(SYSTEM, _find(held, NOT_REACHED), why=PutOff.NOT_REACHED)
    posting.post_agenda(SYSTEM, ahead, store=store)


def _find(meeting: Meeting, title: str) -> AgendaItem:
    return next(item for item in agendas.list_items(meeting) if item.title == title)
