"""What members ask the staff about an item, and what all of them are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from govapp.accounts.models import User
from govapp.accounts.queries import map_linked
from govapp.asking.models import Question
from govapp.asking.rules import may_take_part
from govapp.committees.models import Person
from govapp.committees.queries import list_serving
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import list_items
from govapp.portal import rules
from govapp.portal.queries.books import Book, get_book
from govapp.portal.queries.conflicts import map_recused
from govapp.portal.rules import Standing
from govapp.portal.services.declaring import is_open
from govapp.record.shapes.meetings import Agenda, Item


@dataclass(frozen=True)
class Talk:
    """What was asked and answered on an item, as one member reads it.

    Of others there is only what was answered, in the staff's words and without a name.
    """

    book: Book
    path: tuple[Item, ...]
    answered: tuple[Question, ...]
    waiting: tuple[Question, ...]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.path[-1]

    @property
    def is_open(self) -> bool:
        """Whether something can be asked now."""
        return is_open(self.book.meeting)

    @property
    def is_closed(self) -> bool:
        """Whether it is about something closed."""
        return rules.is_inside(self.path)


def find_talk(user: User, book: Book, path: tuple[Item, ...]) -> Talk | None:
    """Return it, or None for who takes no part in the item."""
    keys = {item.key for item in path}
    is_recused = not keys.isdisjoint(book.recused)
    if not may_take_part(
        Standing.RECUSED if is_recused else book.standing,
        is_inside=rules.is_inside(path),
        is_read=rules.find_closed(path) is not None,
    ):
        return None
    found = db.session.scalars(
        select(Question)
        .options(joinedload(Question.document))
        .where(
            Question.meeting_id == book.meeting.id,
            Question.item_key == path[-1].key,
            or_(Question.answer != "", Question.person_id == user.person_id),
        )
        .order_by(Question.asked_at, Question.id)
    ).all()
    return Talk(
        book,
        path,
        tuple(each for each in found if each.answer),
        tuple(each for each in found if not each.answer),
    )


def get_talk(user: User, number: str, key: str) -> Talk:
    """Return it by the item's address; raises NotFoundError."""
    book = get_book(user, number)
    path = rules.find_path(book.agenda or Agenda(), key)
    talk = find_talk(user, book, path) if path else None
    if talk is None:
        raise NotFoundError
    return talk


def list_questions(meeting: Meeting) -> Sequence[Question]:
    """Return all that was asked about a meeting, what waits first."""
    return db.session.scalars(
        select(Question)
        .options(joinedload(Question.person), joinedload(Question.document))
        .where(Question.meeting_id == meeting.id)
        .order_by(Question.answer != "", Question.asked_at, Question.id)
    ).all()


def get_question(meeting_id: int, question_id: int) -> Question:
    """Return a question about a meeting; raises NotFoundError."""
    question = db.session.get(Question, question_id)
    if question is None or question.meeting_id != meeting_id:
        raise NotFoundError
    return question


def list_hearers(question: Question) -> list[User]:
    """Return the members who read the answer, and can sign in."""
    meeting = question.meeting
    bodies = [meeting.host] if question.is_closed else meeting.bodies
    people: dict[int, Person] = {}
    for body in bodies:
        people |= list_serving(body)
    keys = _list_keys(question)
    return [
        user
        for person_id, user in map_linked(people).items()
        if keys.isdisjoint(map_recused(person_id, [meeting]).get(meeting.id, ()))
    ]


def _list_keys(question: Question) -> set[str]:
    """Return the keys of an item and of those above it."""
    items = {item.id: item for item in list_items(question.meeting)}
    found = {question.item_key}
    at = next((i for i in items.values() if i.key == question.item_key), None)
    while at is not None and at.parent_id is not None:
        at = items[at.parent_id]
        found.add(at.key)
    return found
