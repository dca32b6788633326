"""The tokens of a body: who may send for it, made and revoked."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.permissions import Permission
from govapp.tokens import queries, services
from govapp.tokens.forms import SCOPES, TokenForm
from govapp.tokens.models import ApiToken
from govapp.web.access import confirmed, desk_blueprint, requires
from govapp.web.forms import DeskForm, is_done, render_form

blueprint = desk_blueprint("tokens_desk", __name__, "/desk/committees")


@blueprint.get("/<string:slug>/tokens")
@requires(Permission.MEETING_POST, load=get_body)
def index(body: Body) -> ResponseReturnValue:
    """List a body's tokens."""
    return render_template(
        "desk/tokens/index.html",
        body=body,
        tokens=queries.list_tokens(body),
        words=dict(SCOPES),
        now=clock.now(),
        form=DeskForm(formdata=None),
    )


@blueprint.route("/<string:slug>/tokens/make", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.MEETING_POST, load=get_body)
def make(body: Body) -> ResponseReturnValue:
    """Make a token, which is shown this once."""
    form = TokenForm()
    made: list[str] = []
    if is_done(form, lambda: made.append(_make(form, body))):
        return render_template("desk/tokens/made.html", body=body, secret=made[0])
    back = url_for(".index", slug=body.slug)
    return render_form("desk/tokens/make.html", form, body=body, back=back)


@blueprint.post("/<string:slug>/tokens/<int:token_id>/revoke")
@confirmed("POST")
@requires(Permission.MEETING_POST, load=queries.get_token)
def revoke(token: ApiToken) -> ResponseReturnValue:
    """Let a token count no longer."""
    services.revoke_token(current_user, token)
    flash(_("“%(label)s” can send nothing any more.", label=token.label), "success")
    return redirect(url_for(".index", slug=token.body.slug), 303)


def _make(form: TokenForm, body: Body) -> str:
    return services.make_token(current_user, body, **form.values())
