"""What is one account's alone, or one body's: sessions, keys, notes, tokens, links.

All of it is real: who is refused is refused because it is another's, and not because
there is no such thing.
"""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from webauthn.helpers import bytes_to_base64url

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.models import Passkey, SignIn, User
from govapp.accounts.rules import Device
from govapp.accounts.services import SYSTEM
from govapp.asking.services import questions
from govapp.committees.models import Body, Person
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.portal.models import KeptBook
from govapp.portal.queries.books import get_book
from govapp.portal.services import own
from govapp.tokens import services as tokens
from govapp.tokens.models import ApiToken
from tests.matrix.naming import Parts

SCOPES = ("agenda", "files", "post")


def give(user: User, meeting: Meeting) -> Parts:
    """Give a body's member what is theirs alone; return what names it."""
    slug = meeting.host.slug
    book = get_book(user, str(meeting.number))
    word = f"zz{slug}qnotezz"
    note = own.write_note(
        user, meeting, item=book.items[0], label="1 Open", quote=word, text=word
    )
    session = begin_session(user)
    own.keep_book(user, meeting, session=session, token="")
    asked = questions.ask_question(
        user, meeting, person=db.session.get_one(Person, user.person_id),
        item_key=book.items[0].key, label="1 Open", is_closed=False,
        text=f"zz{slug}qquestionzz",
    )  # fmt: skip
    kept = select(KeptBook.id).where(KeptBook.user_id == user.id)
    passkey = Passkey(
        user_id=user.id, credential_id=bytes_to_base64url(slug.encode()),
        public_key="", sign_count=0, name=f"zz{slug}qpasskeyzz", added_at=clock.now(),
    )  # fmt: skip
    db.session.add(passkey)
    db.session.flush()
    return {
        "questions/question_id": str(asked.id),
        "notes/note_id": str(note.id),
        "kept/kept_id": str(db.session.scalars(kept).one()),
        "sessions/session_id": str(session.id),
        "passkeys/passkey_id": str(passkey.id),
        "my-calendar/key": accounts.make_calendar_key(user, user=user),
        "reset/token": accounts.make_link(user).rpartition("/")[2],
    }


def make_token(body: Body) -> tuple[str, Parts]:
    """Make a token of a body that may do all; return its secret, and what names it."""
    label = f"zz{body.slug}qtokenzz"
    secret = tokens.make_token(SYSTEM, body, label=label, scopes=SCOPES, days=30)
    mine = select(ApiToken).where(ApiToken.body_id == body.id)
    made = db.session.scalars(mine).one()
    return secret, {"tokens/token_id": str(made.id)}


def begin_session(user: User) -> SignIn:
    """Let somebody in on a device of their own."""
    device = Device("Chromium", "Linux")
    session, _token = accounts.begin_session(
        user, user=user, device=device, way="password"
    )
    return session


def name_objects(app: Flask) -> Parts:
    """Return what names objects of open data, as its lists have them."""
    client = FlaskClient(app, app.response_class)
    bills = client.get("/api/ocd/bills").json
    meetings = client.get("/api/oparl/body/meeting").json
    assert bills
    assert meetings
    ocd = bills["results"][0]["id"].split("/")
    oparl = meetings["data"][0]["id"].split("/")
    return {
        "ocd/kind": ocd[-2], "ocd/key": ocd[-1],
        "oparl/kind": oparl[-2], "oparl/key": oparl[-1],
    }  # fmt: skip
