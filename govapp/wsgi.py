"""The application as a server imports it."""

import gc

from govapp.app import create_app

app = create_app()
# What lives as long as the process is not gone through again at each full collection,
# which would hold up a request for a tenth of a second.
gc.collect()
gc.freeze()
