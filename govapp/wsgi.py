"""The application as a server imports it."""

from govapp.app import create_app

app = create_app()
