"""What the mails of a closed session opened to somebody say: nothing not public."""

from govapp.accounts.queries import list_emails
from govapp.accounts.services.telling import name_organization
from govapp.audit.services import Actor
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.meetings.models import Meeting
from govapp.meetings.services.drafts import posted_card
from govapp.permissions import Role
from govapp.portal.models import Guest
from govapp.web.filters import day, when


def _name(meeting: Meeting) -> str:
    """Name a meeting as it is posted: the desk may have changed it since."""
    card = posted_card(meeting)
    if card is None:
        return meeting.host.name
    return f"{card.notice.title}, {day(card.notice.start_local)}"


def tell_guest(actor: Actor, guest: Guest) -> None:
    """Write to a guest that they are let in, from when until when, or no more."""
    meeting = guest.meeting
    subject, text = texts.write(
        "mail/guest.txt",
        name=guest.name,
        inviter=actor.name,
        organization=name_organization(),
        is_ended=guest.ended_at is not None,
        meeting=_name(meeting),
        from_at=when(guest.from_at, meeting.time_zone),
        until_at=when(guest.until_at, meeting.time_zone),
        address=mail.link(f"/my/meetings/{meeting.number}"),
    )
    mail.enqueue(recipient=guest.user.email, subject=subject, text=text)


def tell_emergency(actor: Actor, guest: Guest) -> None:
    """Tell whom it concerns that an administrator reads what is closed, or no more.

    These are the secretaries of its body, and all administrators: the one who does may
    be another than whose account it is.
    """
    meeting = guest.meeting
    desk = f"/desk/meetings/{meeting.id}/guests"
    places = dict.fromkeys(list_emails(Role.ADMINISTRATOR), "/desk/emergency")
    places |= dict.fromkeys(list_emails(Role.SECRETARY, [meeting.body_id]), desk)
    for email, place in sorted(places.items()):
        subject, text = texts.write(
            "mail/emergency.txt",
            name=guest.name,
            by=actor.name,
            organization=name_organization(),
            is_ended=guest.ended_at is not None,
            meeting=_name(meeting),
            until_at=when(guest.until_at, meeting.time_zone),
            address=mail.link(place),
        )
        mail.enqueue(recipient=email, subject=subject, text=text)
