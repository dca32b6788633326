"""Secrets that stand in addresses are kept out of the log."""

import logging
import re

from flask import Flask

from govapp.web.prefixes import CALENDARS, FORMS

SECRETS = re.compile(
    rf"((?:{CALENDARS}|{FORMS}/(?:confirm|yours|leave)|/account/reset)/)[^\s'\"]+"
)


def init_app(app: Flask) -> None:
    """Have an application log addresses without the secrets in them."""
    app.logger.addFilter(veil)


def veil(line: logging.LogRecord) -> bool:
    """Leave of a secret that a line names only where it stood; the line is logged."""
    line.msg, line.args = SECRETS.sub(r"\1…", line.getMessage()), ()
    return True
