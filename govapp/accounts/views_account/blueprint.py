"""The blueprint of one's own account."""

from flask import Blueprint

blueprint = Blueprint("accounts_account", __name__, url_prefix="/account")
