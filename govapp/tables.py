"""Every table of the product, gathered for migrations to compare with."""

from govapp.accounts import models as accounts
from govapp.actions import models as actions
from govapp.asking import models as asking
from govapp.audit import models as audit
from govapp.committees import models as committees
from govapp.contributions import models as contributions
from govapp.database import Base
from govapp.documents import models as documents
from govapp.importing import models as importing
from govapp.jobs import models as jobs
from govapp.mail import models as mail
from govapp.meetings import models as meetings
from govapp.notices import models as notices
from govapp.portal import models as portal
from govapp.record import models as record
from govapp.record.objects import models as objects
from govapp.record.search import models as search
from govapp.renditions import models as renditions
from govapp.site import models as site
from govapp.sittings import models as sittings
from govapp.subscriptions import models as subscriptions
from govapp.tokens import models as tokens
from govapp.web import transactions

FEATURES = (
    accounts,
    actions,
    asking,
    audit,
    committees,
    contributions,
    documents,
    importing,
    jobs,
    mail,
    meetings,
    notices,
    objects,
    portal,
    record,
    renditions,
    search,
    site,
    sittings,
    subscriptions,
    tokens,
    transactions,
)
metadata = Base.metadata
