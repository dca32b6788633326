"""The site's blueprints, each a feature's public, member or desk side."""

from flask import Blueprint

from govapp.accounts import views_account as accounts_own
from govapp.accounts import views_desk as accounts_desk
from govapp.actions import views_desk as actions_desk
from govapp.asking import views_desk as asking_desk
from govapp.asking import views_member as asking_member
from govapp.audit import views_desk as audit_desk
from govapp.committees import views_desk as committees_desk
from govapp.committees.views_public import committees as committees_public
from govapp.committees.views_public import people as people_public
from govapp.contributions import views_desk as contributions_desk
from govapp.documents import views_public as documents_public
from govapp.exchange import views_public as exchange_public
from govapp.exchange.api import views_public as exchange_api
from govapp.exchange.legistar import views_insite as exchange_insite
from govapp.exchange.legistar import views_public as exchange_legistar
from govapp.exchange.ocd import views_public as exchange_ocd
from govapp.exchange.oparl import views_public as exchange_oparl
from govapp.jobs import views_desk as jobs_desk
from govapp.meetings import views_desk as meetings_desk
from govapp.meetings import views_public as meetings_public
from govapp.notices import views_desk as notices_desk
from govapp.notices import views_public as notices_public
from govapp.portal import views_desk as portal_desk
from govapp.portal import views_feed as portal_feed
from govapp.portal import views_member as portal_member
from govapp.proof import views_public as proof_public
from govapp.renditions import views_desk as renditions_desk
from govapp.renditions import views_public as renditions_public
from govapp.site import health as site_health
from govapp.site import views_desk as site_desk
from govapp.site import views_pages as site_pages
from govapp.site import views_public as site_public
from govapp.sittings import views_desk as sittings_desk
from govapp.sittings import views_public as sittings_public
from govapp.subscriptions import views_desk as subscriptions_desk
from govapp.subscriptions import views_open as subscriptions_open
from govapp.tokens import views_api as tokens_api
from govapp.tokens import views_desk as tokens_desk

BLUEPRINTS: tuple[Blueprint, ...] = (
    site_public.blueprint,
    meetings_public.blueprint,
    accounts_own.blueprint,
    accounts_own.sign_in_blueprint,
    accounts_desk.blueprint,
    actions_desk.blueprint,
    asking_desk.blueprint,
    asking_member.blueprint,
    audit_desk.blueprint,
    committees_public.blueprint,
    people_public.blueprint,
    committees_desk.blueprint,
    committees_desk.people_blueprint,
    contributions_desk.own.blueprint,
    contributions_desk.received.blueprint,
    contributions_desk.deadlines.blueprint,
    documents_public.blueprint,
    exchange_public.blueprint,
    exchange_api.blueprint,
    exchange_api.pages,
    exchange_insite.blueprint,
    exchange_legistar.blueprint,
    exchange_ocd.blueprint,
    exchange_oparl.blueprint,
    jobs_desk.blueprint,
    meetings_desk.blueprint,
    meetings_desk.closed_days.blueprint,
    meetings_desk.body_agendas.blueprint,
    meetings_desk.templates.blueprint,
    meetings_desk.home.blueprint,
    meetings_desk.matters.blueprint,
    notices_desk.blueprint,
    notices_public.blueprint,
    portal_desk.blueprint,
    portal_desk.emergencies.blueprint,
    portal_feed.blueprint,
    portal_member.blueprint,
    proof_public.blueprint,
    meetings_desk.planner.blueprint,
    renditions_desk.blueprint,
    renditions_public.blueprint,
    site_desk.blueprint,
    site_health.blueprint,
    site_pages.blueprint,
    sittings_desk.blueprint,
    sittings_desk.rules.blueprint,
    sittings_public.blueprint,
    subscriptions_desk.blueprint,
    subscriptions_open.blueprint,
    tokens_api.blueprint,
    tokens_desk.blueprint,
)
