"""What a worker does so that a hub fetches feeds at once."""

import urllib.request
from urllib.parse import urlencode

from flask import current_app

from govapp.config import Settings
from govapp.hubs import services
from govapp.jobs.running import Run

TIMEOUT = 15


def tell_hub(run: Run) -> None:
    """Tell the hub of each feed that has something new; raises OSError if it fails."""
    settings: Settings = current_app.extensions["govapp.settings"]
    feeds = services.list_feeds(services.find_told(), run.payload["until"])
    if not settings.websub_hub:
        return
    for done, feed in enumerate(feeds):
        # A hub may take its time: nothing of the database is held meanwhile.
        run.report(done, len(feeds))
        _publish(settings.websub_hub, settings.base_url + feed)


def _publish(hub: str, topic: str) -> None:
    told = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic})
    request = urllib.request.Request(hub, told.encode())  # noqa: S310 the setting is http(s)
    with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 likewise
        pass
