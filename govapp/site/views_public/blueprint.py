"""Where the home page and the search are reached."""

from flask import Blueprint

blueprint = Blueprint("site_public", __name__)
