"""Asking to follow, confirming, changing and leaving; telling who follows.

Followers have no account: what they do here has no actor, and no audit line names one.
"""

import secrets
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from govapp import clock
from govapp.accounts.rules import fold_email
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.jobs import services as jobs
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.mail.models import Suppression
from govapp.record.published import find_line, find_organization
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Organization
from govapp.subscriptions import queries
from govapp.subscriptions.models import Subscription, SubscriptionRequest, Telling
from govapp.subscriptions.published import list_withdrawn
from govapp.subscriptions.rules import HOLD, LASTS, SELDOM, Pace, find_due

# What the worker calls the telling; there is but one.
TELL, KEY = "tell_followers", "followers"
ADDRESS = "/subscribe"
BATCH = 100
# What a mail says of some postings to who follows under a key, as the outbox takes it.
Compose = Callable[[tuple[int, ...], str], dict[str, str]]


def ask_to_follow(
    *,
    email: str,
    bodies: Sequence[str],
    topics: Sequence[str],
    pace: str = Pace.AT_ONCE,
) -> None:
    """Mail a link to confirm to an address, once a day at most.

    Whoever asks learns nothing of the address. Raises RuleError where it is none.
    """
    address = check_address(email)
    moment = clock.now()
    old = moment - LASTS
    db.session.execute(
        delete(SubscriptionRequest).where(SubscriptionRequest.asked_at <= old)
    )
    chosen = {"bodies": list(bodies), "topics": list(topics), "pace": pace}
    fresh = {"key": secrets.token_hex(16), "asked_at": moment}
    if not _is_due(address, chosen, fresh):
        db.session.execute(
            update(SubscriptionRequest)
            .where(SubscriptionRequest.email == address)
            .values(**chosen)
        )
        return
    subject, text = texts.write(
        "mail/subscription_asked.txt",
        address=mail.sealed_link(f"{ADDRESS}/confirm/{fresh['key']}"),
        days=LASTS.days,
    )
    mail.enqueue(recipient=address, subject=subject, text=text)


def _is_due(address: str, chosen: dict[str, Any], fresh: dict[str, Any]) -> bool:
    """Keep a request under its key; False where the address was asked of late."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    new: Any = (sqlite if is_sqlite else postgresql).insert(SubscriptionRequest)
    kept = db.session.execute(
        new.values(email=address, **chosen, **fresh)
        .on_conflict_do_update(
            index_elements=["email"],
            set_={**chosen, **fresh},
            where=SubscriptionRequest.asked_at <= fresh["asked_at"] - SELDOM,
        )
        .returning(SubscriptionRequest.email)
    )
    return kept.first() is not None


def check_address(email: str) -> str:
    """Return an address in its one form; raises RuleError where it is not one."""
    try:
        found = validate_email(
            fold_email(email), check_deliverability=False, allow_smtputf8=False
        )
    except EmailNotValidError as error:
        raise RuleError(
            "This is no e-mail address. Write one, such as ada@example.org.", "email"
        ) from error
    return found.ascii_email or found.normalized


def confirm(
    asked: SubscriptionRequest,
    *,
    bodies: Sequence[str],
    topics: Sequence[str],
    pace: str = Pace.AT_ONCE,
) -> None:
    """Let an address follow what was asked; the link has then done its work.

    The request stays for a day, so that the address is not asked again before.
    """
    found = queries.find_address(asked.email)
    if found is None:
        found = Subscription(email=asked.email, key=secrets.token_hex(16))
        db.session.add(found)
    found.bodies, found.topics, found.pace = list(bodies), list(topics), pace
    found.confirmed_at = clock.now()
    asked.key = secrets.token_hex(16)
    db.session.flush()


def change(
    subscription: Subscription,
    *,
    bodies: Sequence[str],
    topics: Sequence[str],
    pace: str,
) -> None:
    """Follow something else from now on; what waits is told when it was to be."""
    subscription.bodies, subscription.topics = list(bodies), list(topics)
    subscription.pace = pace
    db.session.flush()


def leave(subscription: Subscription) -> None:
    """Forget an address with all that was to be told to it."""
    email = subscription.email
    db.session.execute(delete(Subscription).where(Subscription.id == subscription.id))
    db.session.execute(
        delete(SubscriptionRequest).where(SubscriptionRequest.email == email)
    )
    mail.forget_list_mails(email)


@atomic
def remove_address(actor: Actor, *, email: str) -> None:
    """Forget an address for good reason; the trail does not say which it was."""
    found = queries.find_address(check_address(email))
    if found is None:
        raise RuleError("Nobody follows under this address.", "email")
    leave(found)
    audit.record(actor, "subscription.removed", f"subscription:{found.id}")


@atomic
def try_again(actor: Actor, suppression: Suppression) -> None:
    """Send to an address again that its server refused, and what was kept back."""
    mail.lift_suppression(suppression)
    audit.record(actor, "subscription.tried_again", f"suppression:{suppression.id}")


def tell(seq: int) -> None:
    """Have a posting told to those who follow it, with what follows within minutes.

    Whoever wants a digest is told with the next one. What feeds do not tell, such as
    the steps of a sitting, is told nobody.
    """
    line = find_line(seq)
    if line and line.kind == Kind.WITHDRAWAL:
        _take_back(line.number)
    followers = queries.list_followers(line) if line else ()
    if not line or not followers:
        return
    zone = (find_organization() or Organization(name="")).time_zone
    moment = clock.now()
    due = {pace: find_due(line, pace, moment, zone) for pace in Pace}
    db.session.execute(
        insert(Telling),
        [
            {
                "subscription_id": follower,
                "meeting": line.number,
                "seq": line.seq,
                "due_at": due[pace],
            }
            for follower, pace in followers
        ],
    )
    _plan()


def _take_back(number: str) -> None:
    """Have nobody told what was withdrawn of a meeting, where no mail has left yet."""
    withdrawn = Telling.seq.in_(list_withdrawn(number))
    mails = db.session.scalars(select(Telling.mail_id).where(withdrawn).distinct())
    taken = mail.take_back([number for number in mails if number is not None])
    db.session.execute(
        update(Telling)
        .where(Telling.mail_id.in_(taken))
        .values(written_at=None, mail_id=None, due_at=clock.now() + HOLD)
    )
    db.session.execute(delete(Telling).where(withdrawn, Telling.written_at.is_(None)))


def write_mails(compose: Compose) -> None:
    """Put one mail into the outbox for each follower who is due to be told something.

    It holds all that they are to be told by then or within minutes, and what else they
    are still to be told of the same meetings.
    """
    moment = clock.now()
    due = aliased(Telling)
    is_due = due.written_at.is_(None) & (due.due_at <= moment)
    followers = (
        select(due.subscription_id)
        .where(is_due)
        .distinct()
        .order_by(due.subscription_id)
        .limit(BATCH)
    )
    of_their_meetings = (
        select(due.id)
        .where(
            is_due,
            due.subscription_id == Telling.subscription_id,
            due.meeting == Telling.meeting,
        )
        .exists()
    )
    rows = db.session.execute(
        select(Telling.id, Telling.seq, Subscription.email, Subscription.key)
        .join(Subscription, Subscription.id == Telling.subscription_id)
        .where(
            Telling.written_at.is_(None),
            Telling.subscription_id.in_(followers),
            or_(Telling.due_at <= moment + HOLD, of_their_meetings),
        )
        .order_by(Telling.subscription_id, Telling.seq)
        .with_for_update()
    ).all()
    for (email, key), told in groupby(rows, key=lambda row: (row.email, row.key)):
        theirs = list(told)
        mail_id = mail.enqueue(
            recipient=email,
            leave_at=f"{ADDRESS}/leave/{key}",
            **compose(tuple(row.seq for row in theirs), key),
        )
        db.session.execute(
            update(Telling)
            .where(Telling.id.in_([row.id for row in theirs]))
            .values(written_at=moment, mail_id=mail_id)
        )
    _plan()


def _plan() -> None:
    """Have a worker write mails when something is due next."""
    due_at = queries.find_next()
    if due_at is not None:
        title = "Tell followers what was posted"
        jobs.enqueue(
            kind=TELL, key=KEY, payload={}, title=title, due_at=due_at, is_latest=True
        )
