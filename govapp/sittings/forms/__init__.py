"""What the screens of sittings send."""

from govapp.sittings.forms.acts import read_act
from govapp.sittings.forms.rules import RulesForm

__all__ = ["RulesForm", "read_act"]
