"""Somebody who follows everything by e-mail, so that the desk has mails to show."""

from sqlalchemy import func, select

from govapp.database import db
from govapp.record.models import PublishedPosting
from govapp.subscriptions import services
from govapp.subscriptions.models import SubscriptionRequest

EMAIL = "demo-follower@govapp.example"


def load() -> None:
    """Let them follow, and tell them what was posted last."""
    services.ask_to_follow(email=EMAIL, bodies=[], topics=[])
    asked = db.session.get_one(SubscriptionRequest, EMAIL)
    services.confirm(asked, bodies=[], topics=[])
    services.tell(db.session.scalars(select(func.max(PublishedPosting.seq))).one())
