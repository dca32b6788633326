"""What may be done, and which role may do it: the whole policy on one page."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of `pages.md`; all but the last two are held for one body."""

    MEMBER = "member"
    CONTRIBUTOR = "contributor"
    SECRETARY = "secretary"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


INSTALLATION_ROLES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class Permission(StrEnum):
    """What a desk view asks for, as `scope:action`."""

    AUDIT_READ = "audit:read"
    BODY_CREATE = "body:create"
    BODY_EDIT = "body:edit"
    CLOSED_OPEN = "closed:open"
    DESK_OPEN = "desk:open"
    ITEM_PROPOSE = "item:propose"
    MEETING_CREATE = "meeting:create"
    MEETING_EDIT = "meeting:edit"
    MEETING_POST = "meeting:post"
    MINUTES_EDIT = "minutes:edit"
    ORGANIZATION_EDIT = "organization:edit"
    PERSON_EDIT = "person:edit"
    USER_MANAGE = "user:manage"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset(),
    Role.CONTRIBUTOR: frozenset({Permission.ITEM_PROPOSE}),
    Role.SECRETARY: frozenset(
        {
            Permission.DESK_OPEN,
            Permission.BODY_EDIT,
            Permission.MEETING_CREATE,
            Permission.MEETING_EDIT,
            Permission.MEETING_POST,
            Permission.MINUTES_EDIT,
            Permission.PERSON_EDIT,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.DESK_OPEN,
            Permission.AUDIT_READ,
            Permission.BODY_CREATE,
            Permission.BODY_EDIT,
            Permission.CLOSED_OPEN,
            Permission.ORGANIZATION_EDIT,
            Permission.PERSON_EDIT,
            Permission.USER_MANAGE,
        }
    ),
    Role.AUDITOR: frozenset({Permission.DESK_OPEN, Permission.AUDIT_READ}),
}


def allows(
    grants: set[tuple[Role, int | None]], permission: Permission, body_id: int | None
) -> bool:
    """Say whether roles held, as (role, body or None), carry a permission.

    With a body, the role must be held for it or for the whole installation;
    without one, any body will do.
    """
    return any(
        permission in GRANTS[role] and (body_id is None or held in {None, body_id})
        for role, held in grants
    )


def list_bodies(
    grants: set[tuple[Role, int | None]], permission: Permission
) -> set[int]:
    """Return the bodies for which roles held carry a permission."""
    return {
        body_id
        for role, body_id in grants
        if body_id is not None and permission in GRANTS[role]
    }
