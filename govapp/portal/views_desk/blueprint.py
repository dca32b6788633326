"""The blueprint that the desk's pages about readers share."""

from govapp.web.access import desk_blueprint

blueprint = desk_blueprint("portal_desk", __name__, "/desk/meetings")
