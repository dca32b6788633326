"""Small files of each kind that is taken in."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)
JPEG = b"\xff\xd8\xff\xe0" + bytes(24)


def make_zip(*names: str, **contents: bytes) -> bytes:
    """Return a ZIP file with empty members of these names, and others with bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**contents, **dict.fromkeys(names, b"")}.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_office(folder: str, *more: str) -> bytes:
    """Return what is just enough of an Office file."""
    return make_zip("[Content_Types].xml", f"{folder}/document.xml", *more)


def make_open(kind: str) -> bytes:
    """Return what is just enough of an OpenDocument file."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    return make_zip("content.xml", mimetype=media_type.encode())
