"""Stores of a test's own."""

from govapp.documents.store import Store
from govapp.documents.stores import Stores
from govapp.documents.vault import Vault

KEY = bytes(range(32))


def in_memory() -> Stores:
    """Return stores that are gone with the test."""
    return Stores(Store("memory:"), Vault("memory:", KEY))
