"""The blueprint that the members' pages of what is asked share."""

from govapp.web.access import member_blueprint

blueprint = member_blueprint("asking_member", __name__, "/my")
