"""The blueprint that the desk's pages of notice share."""

from govapp.notices.published.certificates import read_certificate
from govapp.notices.published.words import FILTERS
from govapp.web.access import desk_blueprint

blueprint = desk_blueprint("notices_desk", __name__, "/desk")

for name, function in FILTERS.items():
    blueprint.add_app_template_filter(function, name)
blueprint.add_app_template_filter(read_certificate, "certified")
