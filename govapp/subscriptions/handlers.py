"""What the worker does for followers: it writes their mails."""

from functools import cache, partial

from govapp.jobs.running import Finish, Run
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.subscriptions import services
from govapp.subscriptions.published import make_letter


def tell_followers(_run: Run) -> Finish:
    """Write a mail to each follower who is due to be told something."""
    letter = cache(make_letter)

    def compose(seqs: tuple[int, ...], key: str) -> tuple[str, str]:
        told = letter(seqs)
        _subject, text = texts.write(
            "mail/posted.txt",
            letter=told,
            link=mail.link,
            yours=mail.sealed_link(f"{services.ADDRESS}/yours/{key}"),
        )
        return told.subject, text

    return partial(services.write_mails, compose)
