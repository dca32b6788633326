"""What can go wrong in the terms of the field; views turn these into pages."""


class GovappError(Exception):
    """Any refusal of ours; its text says what to do, in plain words."""


class NotFoundError(GovappError):
    """It does not exist, or this person may not know that it does."""


class RuleError(GovappError):
    """A rule of the field forbids this; `field` names the input, if one is to blame."""

    def __init__(self, message: str, field: str | None = None) -> None:
        """Keep the message and the field it belongs to."""
        super().__init__(message)
        self.field = field


class StaleError(GovappError):
    """Somebody else saved this in the meantime."""


class SettingError(GovappError):
    """A setting is wrong; the text begins with the setting's name."""
