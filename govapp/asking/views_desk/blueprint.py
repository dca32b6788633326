"""The blueprint that the desk's pages of what is asked share."""

from govapp.web.access import desk_blueprint

blueprint = desk_blueprint("asking_desk", __name__, "/desk")
