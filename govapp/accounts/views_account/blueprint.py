"""The blueprints of one's own account, and of what follows a password."""

from flask import Blueprint

blueprint = Blueprint("accounts_account", __name__, url_prefix="/account")
sign_in_blueprint = Blueprint("accounts_sign_in", __name__, url_prefix="/sign-in")
