"""What lies within files and mails, as whoever opens them reads it."""

import io
import zipfile
from email.message import EmailMessage

from tests.renditions.making import read_pages


def unpack(content: bytes) -> bytes:
    """Return all text within a PDF or an archive, or in a file of an archive."""
    if content.startswith(b"%PDF-"):
        return "\n".join(read_pages(content)).encode()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [archive.read(name) for name in archive.namelist()]
        names = "\n".join(archive.namelist()).encode()
    return b"\n".join([names, *members, *map(unpack, members)])


def read_mail(mail: EmailMessage) -> bytes:
    """Return all that a mail holds, as sent and as read."""
    parts = [part.get_payload(decode=True) for part in mail.walk()]
    return mail.as_bytes() + b"".join(p for p in parts if isinstance(p, bytes))
