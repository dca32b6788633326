"""What the worker does for followers: it writes their mails."""

from email.utils import parseaddr
from functools import cache, partial

from flask import current_app

from govapp.config import Settings
from govapp.exchange.calendars import Feed, make_attachment
from govapp.jobs.running import Finish, Run
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.record.published import find_organization
from govapp.subscriptions import services
from govapp.subscriptions.published import Letter, make_letter
from govapp.web.public import NAMELESS

# What no text that was posted holds: control characters are taken out of those.
SOMEONE = "\x00someone\x00"


def tell_followers(_run: Run) -> Finish:
    """Write a mail to each follower who is due to be told something."""
    make = cache(_make)

    def compose(seqs: tuple[int, ...], key: str) -> dict[str, str]:
        return {name: part.replace(SOMEONE, key) for name, part in make(seqs).items()}

    return partial(services.write_mails, compose)


def _make(seqs: tuple[int, ...]) -> dict[str, str]:
    """Write what is told to whoever it is: their key takes the place of SOMEONE."""
    letter = make_letter(seqs)
    values = {
        "letter": letter,
        "link": mail.link,
        "yours": mail.sealed_link(f"{services.ADDRESS}/yours/{SOMEONE}"),
    }
    subject, text = texts.write("mail/posted.txt", **values)
    html = texts.write_html("mail/posted.html", **values)
    calendar = _make_calendar(letter)
    return {"subject": subject, "text": text, "html": html, "calendar": calendar}


def _make_calendar(letter: Letter) -> str:
    """Return the meetings still ahead as a calendar takes them in."""
    if not letter.ahead:
        return ""
    settings: Settings = current_app.extensions["govapp.settings"]
    site = find_organization() or NAMELESS
    feed = Feed(
        name=site.name, path="", base_url=settings.base_url, time_zone=site.time_zone
    )
    return make_attachment(feed, letter.ahead, parseaddr(settings.mail_from)[1])
