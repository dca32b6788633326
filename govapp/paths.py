"""Where the package's own files lie, in a checkout and in a wheel alike."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _owned(name: str) -> Path:
    packed = PACKAGE / name
    return packed if packed.is_dir() else PACKAGE.parent / name


TEMPLATES = _owned("templates")
MIGRATIONS = _owned("migrations")
STATIC = PACKAGE / "static"
FONTS = STATIC / "fonts"
