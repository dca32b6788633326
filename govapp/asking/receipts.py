"""What the mails to members say of what is asked of them."""

from govapp.asking.models import ReadingRequest
from govapp.asking.queries.readings import list_members
from govapp.documents.models import Visibility
from govapp.mail import services as mail
from govapp.mail import texts
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
