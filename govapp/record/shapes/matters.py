"""What is posted of business that is followed across meetings and bodies."""

from govapp.record.shapes.base import BodyRef, Frozen


class MatterRef(Frozen):
    """A matter as it was called when something was posted.

    Before it is posted it may have no file number yet.
    """

    file_number: str = ""
    title: str


class Matter(Frozen):
    """One matter; `body` is in control of it, `summary` is sanitised HTML.

    `initiative_url` is where the initiative has its own page; once it is closed,
    `closed_on` says the day and `closing` how it ended.
    """

    file_number: str
    title: str
    kind: str
    body: BodyRef
    summary: str = ""
    initiative_url: str = ""
    closed_on: str = ""
    closing: str = ""
