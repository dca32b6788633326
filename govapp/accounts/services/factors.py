"""A second thing to sign in with: an app that shows codes, and recovery codes."""

from datetime import timedelta

from flask_security.utils import hash_password, verify_password
from sqlalchemy import delete, select, update

from govapp import clock
from govapp.accounts import queries
from govapp.accounts.codes import Codes, fold_code, is_recovery, make_recovery_codes
from govapp.accounts.models import Authenticator, Passkey, RecoveryCode, User, WrongCode
from govapp.accounts.rules import Way
from govapp.accounts.services.telling import name_subject, tell_owner
from govapp.audit.services import Actor, record
from govapp.database import atomic, db
from govapp.errors import RuleError

TRIES = 10
TRIED_WITHIN = timedelta(minutes=15)


@atomic
def add_authenticator(
    actor: Actor, *, user: User, codes: Codes, sealed: str, code: str
) -> None:
    """Take an app in, in place of an earlier one, once it shows the right code.

    Raises RuleError on a wrong one.
    """
    step = codes.match(fold_code(code), sealed, clock.now())
    if step is None:
        raise RuleError(
            "This is not the code of this key. Wait for the next one, and check that "
            "the clock of your phone is right.",
            "code",
        )
    db.session.execute(delete(Authenticator).where(Authenticator.user_id == user.id))
    db.session.add(
        Authenticator(user_id=user.id, secret=sealed, step=step, added_at=clock.now())
    )
    db.session.flush()
    tell_owner(actor, user=user, event="user.authenticator_added")


@atomic
def remove_authenticator(actor: Actor, *, user: User) -> None:
    """Let go of the app that shows codes, and of recovery codes when it was the last.

    Raises NotFoundError where there is none.
    """
    db.session.delete(queries.get_authenticator(user))
    db.session.flush()
    tell_owner(actor, user=user, event="user.authenticator_removed")
    drop_idle_codes(user)


@atomic
def reset_factors(actor: Actor, *, user: User) -> None:
    """Let somebody begin anew who has lost every means but the password.

    Raises RuleError for one's own account: another has to know that it is you.
    """
    if actor.id == user.id:
        raise RuleError("Another administrator has to do this for you.")
    for table in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.user_id == user.id))
    tell_owner(actor, user=user, event="user.factors_reset")


@atomic
def renew_recovery_codes(actor: Actor, *, user: User) -> list[str]:
    """Make new recovery codes, which are shown once; earlier ones count no longer."""
    codes = make_recovery_codes()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.add_all(
        RecoveryCode(user_id=user.id, code_hash=hash_password(fold_code(code)))
        for code in codes
    )
    db.session.flush()
    tell_owner(actor, user=user, event="user.recovery_codes_made")
    return codes


@atomic
def take_code(actor: Actor, *, user: User, codes: Codes, code: str) -> Way | None:
    """Use a code up, and say of which kind it was; None counts as a wrong one.

    To be committed either way. Raises RuleError after too many wrong ones.
    """
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    since = clock.now() - TRIED_WITHIN
    wrong = queries.count_wrong_codes(user, since=since)
    if wrong >= TRIES:
        raise RuleError("Too many wrong codes. Wait fifteen minutes, then try again.")
    way = _use_up(user, codes, fold_code(code))
    if way == Way.RECOVERY:
        left = str(queries.count_recovery_codes(user))
        tell_owner(actor, user=user, event="user.recovery_code_used", detail=left)
    if way is None:
        db.session.execute(
            delete(WrongCode).where(WrongCode.user_id == user.id, WrongCode.at < since)
        )
        db.session.add(WrongCode(user_id=user.id, at=clock.now()))
        db.session.flush()
        record(actor, "user.wrong_code", name_subject(user))
        if wrong + 1 == TRIES:
            tell_owner(actor, user=user, event="user.codes_blocked")
    return way


def _use_up(user: User, codes: Codes, folded: str) -> Way | None:
    if is_recovery(folded):
        return Way.RECOVERY if _use_recovery_code(user, folded) else None
    app = queries.find_authenticator(user)
    step = app and codes.match(folded, app.secret, clock.now())
    if step is None:
        return None
    # Of two who use the same code at once, the second finds the step taken.
    taken = db.session.scalar(
        update(Authenticator)
        .where(Authenticator.user_id == user.id, Authenticator.step < step)
        .values(step=step)
        .returning(Authenticator.user_id)
        .execution_options(synchronize_session=False)
    )
    return Way.CODE if taken else None


def _use_recovery_code(user: User, folded: str) -> bool:
    for kept in queries.list_recovery_codes(user):
        if verify_password(folded, kept.code_hash):
            gone = db.session.scalar(
                delete(RecoveryCode)
                .where(RecoveryCode.id == kept.id)
                .returning(RecoveryCode.id)
                .execution_options(synchronize_session=False)
            )
            return gone is not None
    return False


def drop_idle_codes(user: User) -> None:
    """Let go of recovery codes when there is nothing left to recover."""
    if not queries.has_factor(user):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
