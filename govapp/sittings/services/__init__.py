"""What is done in the room, and to the rules by which a body decides there."""

from govapp.sittings.services.acts import record_act
from govapp.sittings.services.rules import set_rules

__all__ = ["record_act", "set_rules"]
