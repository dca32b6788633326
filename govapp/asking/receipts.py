"""What the mails to members say of what is asked of them."""

from govapp.accounts.queries import list_emails
from govapp.asking.models import Question, ReadingRequest
from govapp.asking.queries.questions import list_hearers
from govapp.asking.queries.readings import list_members
from govapp.documents.models import Visibility
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.meetings.content import meeting_title
from govapp.meetings.models import Meeting
from govapp.permissions import Role
from govapp.web.filters import day


def tell_readers(request: ReadingRequest, *, is_reminder: bool = False) -> int:
    """Tell those who have not read something yet; return how many were told.

    What is not for everyone is not named in a mail.
    """
    is_public = request.document.visibility == Visibility.PUBLIC
    waiting = [each for each in list_members(request) if each.read_at is None]
    told = 0
    for member in waiting:
        if member.user is None:
            continue
        subject, text = texts.write(
            "mail/reading.txt",
            name=member.user.name,
            body=request.body.name,
            title=request.title if is_public else "",
            due=day(request.due_on),
            is_reminder=is_reminder,
            address=mail.link(f"/my/acknowledgments/{request.id}"),
        )
        mail.enqueue(recipient=member.user.email, subject=subject, text=text)
        told += 1
    return told


def tell_staff(question: Question) -> None:
    """Tell the secretaries of the host that something is asked, and not what."""
    meeting = question.meeting
    address = mail.link(f"/desk/meetings/{meeting.id}/questions/{question.id}")
    subject, text = texts.write(
        "mail/question_asked.txt", meeting=_name(meeting), address=address
    )
    for email in list_emails(Role.SECRETARY, [meeting.body_id]):
        mail.enqueue(recipient=email, subject=subject, text=text)


def tell_members(question: Question) -> None:
    """Tell the members who may read it that there is an answer, and not which."""
    meeting = question.meeting
    for user in list_hearers(question):
        subject, text = texts.write(
            "mail/question_answered.txt",
            name=user.name,
            meeting=_name(meeting),
            address=mail.link(f"/my/meetings/{meeting.number}"),
        )
        mail.enqueue(recipient=user.email, subject=subject, text=text)


def _name(meeting: Meeting) -> str:
    return f"{meeting_title(meeting)}, {day(meeting.start_local)}"
