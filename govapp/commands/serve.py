"""`govapp serve` and `govapp worker`."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from types import FrameType

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from govapp.accounts.queries import has_users
from govapp.commands.application import ready_application
from govapp.commands.demo import sign_in_note
from govapp.config import Settings
from govapp.database import db
from govapp.errors import GovappError
from govapp.worker import run_worker

THREADS = 4
SOUND = (3, 51, 3)
UNSOUND = (
    f"Note: SQLite {sqlite3.sqlite_version} has a rare fault that 3.51.3 mends; "
    "docs/operating.md tells more."
)
NOBODY = (
    "Nobody can sign in yet. Stop, and run: govapp init --administrator you@example.org"
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Run `govapp worker` elsewhere.")
@click.pass_obj
def serve(
    settings: Settings, *, host: str, port: int, workers: int, no_worker: bool
) -> None:
    """Serve the site, with a worker beside it."""
    app = ready_application(settings)
    _check_free(host, port)
    os.environ.setdefault("GOVAPP_BASE_URL", f"http://{host}:{port}")
    click.echo(f"Listening on http://{host}:{port}")
    click.echo(sign_in_note(settings, f"http://{host}:{port}"), nl=False)
    with app.app_context():
        if db.engine.dialect.name == "sqlite" and sqlite3.sqlite_version_info < SOUND:
            click.echo(UNSOUND)
        if not has_users():
            click.echo(NOBODY)
        db.session.remove()
        # The web processes are forked: they open the database themselves.
        for engine in db.engines.values():
            engine.dispose()
    beside = None if no_worker else _start_worker()
    try:
        Granian(
            "govapp.wsgi:app",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
        ).serve()
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait()


@click.command()
@click.option("--beside", is_flag=True, help="Stop when the starting process ends.")
@click.pass_obj
def worker(settings: Settings, *, beside: bool) -> None:
    """Do what need not keep anybody waiting: mails and jobs."""
    app = ready_application(settings)
    stop = threading.Event()
    if beside:
        threading.Thread(target=_follow, args=(os.getppid(), stop), daemon=True).start()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    run_worker(app, stop)


def _check_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise GovappError(
            f"{host}:{port} cannot be used: {error.strerror}. Choose another with "
            "--port (with make: PORT=8001 make run)."
        ) from error


def _follow(parent: int, stop: threading.Event) -> None:
    """Set the event once the parent is gone, however it went."""
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "govapp.cli", "worker", "--beside"]
    return subprocess.Popen(command)  # noqa: S603 our own command
