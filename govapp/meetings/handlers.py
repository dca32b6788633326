"""What a worker does for meetings."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from govapp.database import db
from govapp.jobs.running import Finish, Run
from govapp.meetings.models.imports import AgendaImport
from govapp.meetings.services import imports
from govapp.parsing import child
from govapp.parsing.child import ParsingError

NAME = "agenda.docx"


def read_outline(run: Run) -> Finish | None:
    """Read in a child process how a Word file is laid out."""
    import_id = run.payload["import"]
    content = db.session.scalar(
        select(AgendaImport.content).where(AgendaImport.id == import_id)
    )
    if content is None:
        return None
    with TemporaryDirectory() as folder:
        Path(folder, NAME).write_bytes(content)
        run.report(0, 1)
        try:
            blocks, finding = child.run("outline", Path(folder), name=NAME), ""
        except ParsingError as error:
            blocks, finding = [], error.reason
    return partial(imports.keep_outline, import_id, blocks=blocks, finding=finding)
