"""Home, and finding whatever was posted."""

from govapp.site.views_public import home, search
from govapp.site.views_public.blueprint import blueprint

__all__ = ["blueprint", "home", "search"]
