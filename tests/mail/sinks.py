"""A real mail server that keeps what it takes, and answers what it is told to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.benchmarks.servers import free_port

Reply = Callable[[Envelope], str]
OK = "250 OK"


class Sink:
    """Keeps what it takes; it hangs up instead of an answer that is empty."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.on_recipient: Callable[[str], str] = lambda _address: OK
        self.on_data: Reply = lambda _envelope: OK

    async def handle_RCPT(  # noqa: N802  # aiosmtpd names it
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        answer = self.on_recipient(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802  # aiosmtpd names it
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.taken.append(envelope)
        answer = self.on_data(envelope)
        if not answer and server.transport is not None:
            server.transport.close()
        return answer

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, as mails."""
        return [read_mail(envelope.content) for envelope in self.taken]

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what was taken."""
        return [str(mail["Message-ID"]) for mail in self.mails]


@contextmanager
def serving(sink: Sink) -> Iterator[str]:
    """Let a sink listen until the block ends; return its address."""
    port = free_port()
    # Given a name, it need not ask for its own at each connection.
    controller = Controller(
        sink, hostname="127.0.0.1", port=port, server_hostname="localhost"
    )
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def read_mail(content: bytes | str | None) -> EmailMessage:
    """Read a mail as it came over the wire."""
    assert isinstance(content, bytes)
    return message_from_bytes(content, policy=default)


def read_plain(mail: EmailMessage) -> str:
    """Return what a mail says as plain text."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
