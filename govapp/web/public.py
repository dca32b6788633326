"""How a public page is made: from the record alone, with nothing of the visitor."""

from typing import Any

from flask import Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from govapp.record.published import find_organization
from govapp.record.shapes.bodies import Organization
from govapp.web.page_cache import DAY, MARK, MINUTE

FRESH = {"Cache-Control": "public, no-cache"}
NAMELESS = Organization(name="Public meetings")


def base_url() -> str:
    """Return the address of this site, without a slash at its end."""
    return str(current_app.extensions["govapp.settings"].base_url)


def render(template: str, **context: Any) -> Response:
    """Render a public template; the page cache may keep the answer.

    No context processor runs: a template knows what it is given, `site` (the posted
    organization) and `page_path`.
    """
    response = render_fresh(template, **context)
    del response.headers["Cache-Control"]
    request.environ[MARK] = MINUTE
    return response


def render_fresh(template: str, **context: Any) -> Response:
    """Render likewise what may change without a posting, so that no cache keeps it."""
    text = _text(template, page_path=request.path, **context)
    return Response(text, headers=FRESH, mimetype="text/html")


def render_once(template: str, status: int = 200, **context: Any) -> Response:
    """Render what is for one reader alone, so that nobody keeps it."""
    text = _text(template, page_path=request.path, **context)
    return Response(text, status, {"Cache-Control": "no-store"}, mimetype="text/html")


def feed(text: str | bytes, mimetype: str) -> Response:
    """Answer with a feed, which says nothing of "now"; the page cache may keep it."""
    request.environ[MARK] = DAY
    return Response(text, content_type=f"{mimetype}; charset=utf-8")


def error(template: str, status: int, **context: Any) -> Response:
    """Answer with an error page that no cache keeps, and that repeats no address."""
    site = _site_if_any()
    if context:
        text = _error_text(template, status, site, **context)
    else:
        text = _plain_error(template, status, site)
    return Response(text, status, {"Cache-Control": "no-store"}, mimetype="text/html")


def _plain_error(template: str, status: int, site: Organization) -> str:
    """Return a page that says nothing but its status: made once for each."""
    kept: dict[tuple[str, int], tuple[Organization, str]]
    kept = current_app.extensions.setdefault("govapp.errors", {})
    known, text = kept.get((template, status), (None, ""))
    if known != site:
        text = _error_text(template, status, site)
        kept[template, status] = site, text
    return text


def _error_text(template: str, status: int, site: Organization, **context: Any) -> str:
    given = {"message": "", "is_expired": False, "site": site, **context}
    return _text(template, page_path="", status=status, **given)


def _text(template: str, **context: Any) -> str:
    page = current_app.jinja_env.get_template(template)
    if "site" not in context:
        context["site"] = find_organization() or NAMELESS
    return page.render(**context)


def _site_if_any() -> Organization:
    """Return who publishes, also where the database cannot say so."""
    try:
        return find_organization() or NAMELESS
    except SQLAlchemyError:
        return NAMELESS
