"""What carries mails away: a mail server, or a folder where there is none."""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import SplitResult, unquote, urlsplit

from govapp.config import Settings
from govapp.mail.models import OutboxMessage

TIMEOUT = 20
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Carrier(Protocol):
    """Carries mails for as long as it is open."""

    def __enter__(self) -> Self:
        """Open."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""

    def send(self, mail: EmailMessage, message: OutboxMessage) -> None:
        """Carry one mail to its recipient; raises OSError if that fails."""


def choose_carrier(settings: Settings) -> Carrier:
    """Return what the settings say: the server, else the instance's mail folder."""
    if settings.smtp_url:
        return Server(settings.smtp_url, settings.host)
    return Folder(settings.instance / "mail")


class Folder:
    """Lays mails down as .eml files, which any mail program opens."""

    def __init__(self, path: Path) -> None:
        """Lay them down here; the folder is made when it is needed."""
        self._path = path

    def __enter__(self) -> Self:
        """Make the folder, for the installation's own eyes."""
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def __exit__(self, *_what: object) -> None:
        """Leave it."""

    def send(self, mail: EmailMessage, message: OutboxMessage) -> None:
        """Lay one mail down; a second time it takes the first one's place."""
        path = self._path / f"{message.id:06}.eml"
        part = path.with_suffix(".part")
        part.write_bytes(mail.as_bytes())
        part.replace(path)


class Server:
    """Hands mails to an SMTP server, over TLS wherever it is offered."""

    def __init__(self, url: str, name: str) -> None:
        """Hand them to the server of an smtp: or smtps: address; `name` is ours."""
        self._at = urlsplit(url)
        self._name = name
        self._connection: smtplib.SMTP | None = None
        self._unreachable: OSError | None = None

    def __enter__(self) -> Self:
        """Wait for the first mail."""
        return self

    def __exit__(self, *_what: object) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()

    def send(self, mail: EmailMessage, message: OutboxMessage) -> None:
        """Hand over one mail; once the server cannot be reached, do not try again."""
        if self._unreachable is not None:
            raise self._unreachable
        try:
            if self._connection is None:
                self._connection = _connect(self._at, self._name)
        except OSError as error:
            self._unreachable = error
            raise
        try:
            self._connection.send_message(mail, to_addrs=[message.recipient])
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            raise
        except OSError:
            self._connection = None
            raise


def _connect(at: SplitResult, name: str) -> smtplib.SMTP:
    host = at.hostname or "localhost"
    if at.scheme == "smtps":
        port = at.port or 465
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, name, timeout=TIMEOUT, context=context
        )
        return _log_in(server, at)
    server = smtplib.SMTP(host, at.port or 25, name, timeout=TIMEOUT)
    server.ehlo_or_helo_if_needed()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    elif at.username and host not in LOOPBACK:
        server.close()
        raise OSError(f"{host} offers no TLS, and the password must not go in clear.")
    return _log_in(server, at)


def _log_in(server: smtplib.SMTP, at: SplitResult) -> smtplib.SMTP:
    if at.username:
        server.login(unquote(at.username), unquote(at.password or ""))
    return server
