"""What can go wrong in the terms of the field; views turn these into pages."""


class GovappError(Exception):
    """Any refusal of ours; its text says what to do, in plain words."""


class NotFoundError(GovappError):
    """It does not exist, or this person may not know that it does."""


class RuleError(GovappError):
    """A rule of the field forbids this; `field` names the input, if one is to blame.

    The message is plain English with `%(name)s` for each of `values`, so that whoever
    shows it can translate it first.
    """

    def __init__(
        self, message: str, field: str | None = None, **values: object
    ) -> None:
        """Keep the message, the field it belongs to and the message's values."""
        super().__init__(message % values if values else message)
        self.message = message
        self.field = field
        self.values = values


class StaleError(GovappError):
    """Somebody else saved this in the meantime."""


class SettingError(GovappError):
    """A setting is wrong; the text begins with the setting's name."""
