"""A bare Flask view of a given size: what any page costs on this server."""

import os

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from govapp.commands.serve import THREADS

app = Flask("bare")
BODY = b"x" * 200_000


@app.get("/page/<int:size>")
def page(size: int) -> Response:
    """Answer with so many bytes, or with 304 when asked with any tag."""
    if request.headers.get("If-None-Match"):
        return Response(status=304)
    return Response(BODY[:size], mimetype="text/html")


if __name__ == "__main__":
    Granian(
        "tests.benchmarks.bare:app",
        address="127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()
