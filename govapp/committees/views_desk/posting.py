"""What the public will see of a body, and posting it."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.committees import content, published, queries, services
from govapp.committees.models import Body
from govapp.committees.published import words
from govapp.committees.views_desk import sentences
from govapp.committees.views_desk.blueprint import blueprint, to_body
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, render_form


@blueprint.route("/<string:slug>/post", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def post(body: Body) -> ResponseReturnValue:
    """Show what will be public and what that changes, and post it."""
    form = DeskForm()
    if is_done(form, lambda: services.post_changes(current_user, body)):
        return to_body(body, _("Posted. The public reads it from now on."))
    return render_form("desk/committees/post.html", form, **_preview(body))


def _preview(body: Body) -> dict[str, Any]:
    """Return what the public page will show, and how that differs from today's."""
    standing = content.compare(body, published.find_card(body.slug))
    card = content.build_card(body, clock.stamp(clock.now()))
    return {
        "standing": standing,
        "summary": sentences.summary(standing.differences),
        "sentences": [sentences.sentence(found) for found in standing.differences],
        "page": published.Page(card, below=(), predecessors=()),
        "body": card.body,
        "roster": published.roster_on(card.roster, clock.today(body.time_zone)),
        "reported": published.list_reported(card.roster),
        "coming": None,
        "past": None,
        "words": words,
    }
