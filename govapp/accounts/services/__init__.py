"""What may be done to accounts and sessions: one verb of the field each."""

from govapp.accounts.services.calendars import make_calendar_key, revoke_calendar_key
from govapp.accounts.services.factors import (
    add_authenticator,
    remove_authenticator,
    renew_recovery_codes,
    reset_factors,
    take_code,
)
from govapp.accounts.services.identities import recognize
from govapp.accounts.services.passkeys import (
    add_passkey,
    remove_passkey,
    rename_passkey,
    use_passkey,
)
from govapp.accounts.services.passwords import count_wrong_password, is_shut
from govapp.accounts.services.people import (
    INVITED_FOR,
    RESET_WITHIN,
    Grant,
    check_new_password,
    disable_user,
    enable_user,
    grant_role,
    invite_user,
    link_person,
    make_link,
    revoke_role,
    send_invitation,
    set_password,
)
from govapp.accounts.services.sessions import (
    begin_session,
    confirm_session,
    end_other_sessions,
    end_session,
    end_sessions,
    forget_sessions,
    keep_session,
)
from govapp.accounts.services.telling import SYSTEM, name_organization

__all__ = [
    "INVITED_FOR",
    "RESET_WITHIN",
    "SYSTEM",
    "Grant",
    "add_authenticator",
    "add_passkey",
    "begin_session",
    "check_new_password",
    "confirm_session",
    "count_wrong_password",
    "disable_user",
    "enable_user",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "forget_sessions",
    "grant_role",
    "invite_user",
    "is_shut",
    "keep_session",
    "link_person",
    "make_calendar_key",
    "make_link",
    "name_organization",
    "recognize",
    "remove_authenticator",
    "remove_passkey",
    "rename_passkey",
    "renew_recovery_codes",
    "reset_factors",
    "revoke_calendar_key",
    "revoke_role",
    "send_invitation",
    "set_password",
    "take_code",
    "use_passkey",
]
