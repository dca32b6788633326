"""What the demonstration's member has: a seat, an answer and a note of their own."""

from datetime import timedelta

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.models import User
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.asking.services.questions import answer_question, ask_question
from govapp.asking.services.readings import ask_reading
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.committees.models import Person
from govapp.demonstration.people import MEMBER
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import list_ahead
from govapp.portal.queries.books import get_book
from govapp.portal.queries.posted import list_posted
from govapp.portal.services import declaring, own


def load() -> None:
    """Seat the member at the desk; the posted roster goes on telling facts alone."""
    user, board = find_user(MEMBER), queries.get_body("iso-board")
    if user is None:
        return
    person = committees.add_person(SYSTEM, name="Demo member")
    since = f"{clock.today(board.time_zone).year - 1}-01-01"
    committees.appoint_member(SYSTEM, board, person=person, start_on=since)
    accounts.link_person(SYSTEM, user=user, person_id=person.id, name=person.name)
    meeting = list_ahead(board)[0]
    declaring.declare_attendance(
        SYSTEM,
        meeting,
        person=person,
        answer="remote",
        place="A public room in Sacramento",
    )
    ask_reading(
        SYSTEM,
        board,
        document=list_posted(board)[0].file.id,
        title="",
        note="Please read it before the meeting.",
        due_on=clock.today(board.time_zone) + timedelta(days=10),
    )
    _ask_and_answer(user, meeting, person)
    book = get_book(user, str(meeting.number))
    item = next(item for item in book.items if item.kind == "decision")
    own.write_note(
        user,
        meeting,
        item=item,
        label=item.title,
        quote="",
        text="Ask what it costs in a dry year.",
    )


def _ask_and_answer(user: User, meeting: Meeting, person: Person) -> None:
    """Ask the staff about what is decided; one question has its answer."""
    book = get_book(user, str(meeting.number))
    item = next(item for item in book.items if item.kind == "decision")
    first, _second = (
        ask_question(
            user,
            meeting,
            person=person,
            item_key=item.key,
            label=f"{item.number} {item.title}".strip(),
            is_closed=False,
            text=text,
        )
        for text in (
            "Who wrote the forecast?",
            "When does this come back to the board?",
        )
    )
    answer_question(
        SYSTEM,
        first,
        row_version=first.row_version,
        wording="Who wrote the forecast?",
        answer="The planning staff. It is an example.",
    )
