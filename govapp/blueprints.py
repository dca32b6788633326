"""The site's blueprints, each a feature's public, member or desk side."""

from flask import Blueprint

from govapp.accounts import views_account as accounts_own
from govapp.accounts import views_desk as accounts_desk

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts_own.blueprint,
    accounts_desk.blueprint,
)
