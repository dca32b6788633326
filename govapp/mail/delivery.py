"""Sending what lies in the outbox; never from within a web request.

Each mail is settled by a transaction of its own, after it left: a worker that ends in
between sends it again, under the same Message-ID, and none is lost.
"""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused

from govapp.config import Settings
from govapp.database import db
from govapp.mail import queries, services
from govapp.mail.carriers import Carrier, choose_carrier
from govapp.mail.models import OutboxMessage
from govapp.mail.rules import is_dead
from govapp.mail.seals import seal

LINK = re.compile(rf"\b{services.HERE}(?=/)")
SEALED_LINK = re.compile(rf"\b{services.SEALED}(/[\w/-]+)")
# A folded link would be encoded, and mail programs read none of that (RFC 2369); 998 is
# what a line may have (RFC 5322, 2.1.1).
UNFOLDED, CODED = SMTP.clone(max_line_length=998), "quoted-printable"
METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
FINAL = 500
SUPPRESSED = "Not sent: the server of this address refused it for good before."


def deliver_due(settings: Settings, limit: int = 20) -> int:
    """Send mails that are due, and return how many left."""
    taken = services.claim_due(limit=limit)
    db.session.commit()
    if not taken:
        return 0
    refused = queries.find_suppressed([message.recipient for message in taken])
    with choose_carrier(settings) as carrier:
        return sum(
            _keep_back(message)
            if message.leave_at and message.recipient in refused
            else _deliver(message, settings, carrier)
            for message in taken
        )


def write_mail(message: OutboxMessage, settings: Settings) -> EmailMessage:
    """Write a mail as it goes out; raises an error where an address is none."""
    mail = EmailMessage(policy=UNFOLDED)
    mail["From"] = settings.mail_from
    mail["To"] = Address(addr_spec=message.recipient)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{message.message_id}@{settings.host}>"
    mail["Auto-Submitted"] = "auto-generated"
    if message.leave_at:
        leave_at = settings.base_url + seal(settings.secret_key, message.leave_at)
        mail["List-Unsubscribe"] = f"<{leave_at}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    mail.set_content(_write_links(message.text, settings), cte=CODED)
    if message.html:
        html = _write_links(message.html, settings)
        mail.add_alternative(html, subtype="html", cte=CODED)
    if message.calendar:
        _attach_calendar(mail, message.calendar)
    # Sent again, it is the same to the byte.
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{message.message_id}")
    return mail


def _attach_calendar(mail: EmailMessage, calendar: str) -> None:
    found = METHOD.search(calendar)
    mail.add_attachment(
        calendar.encode(),
        maintype="text",
        subtype="calendar",
        filename="meeting.ics",
        params={"charset": "utf-8", "method": found[1] if found else "PUBLISH"},
    )


def _write_links(text: str, settings: Settings) -> str:
    text = LINK.sub(settings.base_url, text)
    return SEALED_LINK.sub(
        lambda found: settings.base_url + seal(settings.secret_key, found[1]), text
    )


def _keep_back(message: OutboxMessage) -> bool:
    services.settle_failed(message, SUPPRESSED, for_good=True)
    db.session.commit()
    return False


def _deliver(message: OutboxMessage, settings: Settings, carrier: Carrier) -> bool:
    try:
        carrier.send(write_mail(message, settings), message)
    except (OSError, ValueError, LookupError, MessageError) as error:
        services.settle_failed(message, str(error), for_good=_is_final(error))
        if answer := _find_bounce(error):
            services.suppress(message.recipient, answer)
    else:
        services.settle_sent(message)
    db.session.commit()
    return message.sent_at is not None


def _is_final(error: Exception) -> bool:
    """Say whether it would be refused again: no address, or refused for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= FINAL
    return not isinstance(error, OSError)


def _find_bounce(error: Exception) -> str:
    """Return what the server said where it knows no such mailbox, else nothing."""
    if not isinstance(error, SMTPRecipientsRefused):
        return ""
    for code, answer in error.recipients.values():
        text = answer.decode(errors="replace")
        if is_dead(code, text):
            return f"{code} {text}"
    return ""
