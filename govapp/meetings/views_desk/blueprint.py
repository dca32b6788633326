"""The blueprint that the desk's pages of meetings share."""

from govapp.web.access import desk_blueprint

blueprint = desk_blueprint("meetings_desk", __name__, "/desk/meetings")
