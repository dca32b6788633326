"""Who publishes, how to reach them, and what is here for machines to find."""

from flask import Blueprint, Response, current_app

from govapp.errors import NotFoundError
from govapp.site import published
from govapp.web import public
from govapp.web.prefixes import PRIVATE

blueprint = Blueprint("site_pages", __name__)

MAXIMUM = 50_000


@blueprint.get("/about")
def about() -> Response:
    """Show who the organization is."""
    return public.render("public/site/about.html")


@blueprint.get("/contact")
def contact() -> Response:
    """Show how to reach the organization."""
    return public.render("public/site/contact.html")


@blueprint.get("/accessibility")
def accessibility() -> Response:
    """Show what conforms, what does not, and how to ask for another form."""
    return public.render("public/site/accessibility.html")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers that all is open but what needs signing in."""
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in PRIVATE)]
    text = "\n".join([*lines, "", f"Sitemap: {public.base_url()}/sitemap.xml", ""])
    return public.feed(text, "text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page, or the lists of pages where there are too many for one."""
    addresses = published.list_addresses()
    if len(addresses) <= MAXIMUM:
        return _xml("public/site/sitemap.xml", addresses=addresses)
    return _xml("public/site/sitemap_index.xml", count=-(-len(addresses) // MAXIMUM))


@blueprint.get("/sitemap-<int(min=1, max=9999):number>.xml")
def sitemap_part(number: int) -> Response:
    """List one part of the pages."""
    start = (number - 1) * MAXIMUM
    addresses = published.list_addresses()[start : start + MAXIMUM]
    if not addresses:
        raise NotFoundError
    return _xml("public/site/sitemap.xml", addresses=addresses)


def _xml(template: str, **context: object) -> Response:
    page = current_app.jinja_env.get_template(template)
    text = page.render(base_url=public.base_url(), **context)
    return public.feed(text, "application/xml")
