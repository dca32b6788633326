"""What mails say: plain text from templates/mail, the first line being the subject."""

from typing import Any

from flask_babel import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from govapp import paths

# A mail is no HTML: escaping would put &amp; into names.
_templates = Environment(  # noqa: S701
    loader=FileSystemLoader(paths.TEMPLATES),
    extensions=["jinja2.ext.i18n"],
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_templates.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
    gettext, ngettext, newstyle=True
)


def write(name: str, /, **values: Any) -> tuple[str, str]:
    """Return the subject and the text of a mail."""
    subject, _, text = _templates.get_template(name).render(values).partition("\n")
    return subject, text.lstrip("\n")
