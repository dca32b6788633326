"""The site's blueprints, each a feature's public, member or desk side."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
