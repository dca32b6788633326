"""What mails say: templates/mail, as plain text, and as HTML where that says more."""

from typing import Any

from flask_babel import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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

_pages = _templates.overlay(autoescape=True)


def write(name: str, /, **values: Any) -> tuple[str, str]:
    """Return the subject and the text of a mail; its first line is the subject."""
    subject, _, text = _templates.get_template(name).render(values).partition("\n")
    return subject, text.lstrip("\n")


def write_html(name: str, /, **values: Any) -> str:
    """Return a mail as HTML, which brings its styles along."""
    css = _templates.get_template("mail/mail.css").render()
    styles = Markup("<style>{}</style>").format(Markup(css))  # noqa: S704 our own
    return _pages.get_template(name).render(values, styles=styles)
