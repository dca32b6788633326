"""What the mails about proposals say: to the secretaries, and to who proposed."""

from govapp.accounts.queries import list_emails
from govapp.contributions.models import Proposal
from govapp.contributions.queries.deadlines import get_deadline
from govapp.contributions.queries.proposals import Received
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.meetings.content import meeting_title
from govapp.meetings.models import Meeting
from govapp.permissions import Role
from govapp.web.filters import day, when


def tell_secretaries(proposal: Proposal) -> None:
    """Tell the secretaries of the meeting's host of a proposal just submitted."""
    meeting = proposal.meeting
    received = Received(proposal, get_deadline(meeting))
    until = when(received.due_at, meeting.time_zone)
    _tell_desk(
        proposal,
        "mail/proposal_submitted.txt",
        late_after=until if received.is_late else "",
        files=len(proposal.files),
    )


def tell_of_file(proposal: Proposal, label: str) -> None:
    """Tell them of a new version of a file that is on the agenda being built."""
    _tell_desk(proposal, "mail/proposal_file.txt", label=label)


def tell_author(proposal: Proposal, item: str = "") -> None:
    """Tell who proposed what became of it; `item` is the title of where it went."""
    if not proposal.author.active:
        return
    subject, text = texts.write(
        "mail/proposal_decided.txt",
        name=proposal.author.name,
        title=proposal.title,
        meeting=name_meeting(proposal.meeting),
        state=proposal.state,
        item=item,
        secretary=proposal.decided_by,
        reason=proposal.reason,
        address=mail.link(f"/desk/contributions/{proposal.key}"),
    )
    mail.enqueue(recipient=proposal.author.email, subject=subject, text=text)


def name_meeting(meeting: Meeting) -> str:
    """Name a meeting in a mail: its bodies or title, and its day."""
    return f"{meeting_title(meeting)}, {day(meeting.start_local)}"


def _tell_desk(proposal: Proposal, template: str, **values: object) -> None:
    meeting = proposal.meeting
    subject, text = texts.write(
        template,
        author=proposal.author.name,
        title=proposal.title,
        meeting=name_meeting(meeting),
        address=mail.link(f"/desk/meetings/{meeting.id}/proposals/{proposal.key}"),
        **values,
    )
    for email in list_emails(Role.SECRETARY, [meeting.body_id]):
        mail.enqueue(recipient=email, subject=subject, text=text)
