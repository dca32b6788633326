"""A body's own number of days becomes a rule of notice."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

USUAL = 10
STYLES = sa.text(
    "SELECT body.id, body.slug, agenda_style.notice_days FROM agenda_style"
    " JOIN body ON body.id = agenda_style.body_id"
    " WHERE agenda_style.notice_days NOT IN (0, :usual)"
    " AND body.id NOT IN (SELECT body_id FROM body_rule_set) ORDER BY body.id"
)
KEEP = sa.text(
    "INSERT INTO body_rule_set (body_id, code, content, start_on, end_on)"
    " VALUES (:body_id, :code, :content, :start_on, '')"
)


def upgrade() -> None:
    """Keep what differs from the usual as a rule of the body, to be posted with it."""
    connection = op.get_bind()
    today = datetime.now(UTC).date().isoformat()
    for body_id, slug, days in connection.execute(STYLES, {"usual": USUAL}).all():
        code = f"house-{slug}-any-agenda"
        connection.execute(
            KEEP,
            {
                "body_id": body_id,
                "code": code,
                "content": _write_rules(code, days),
                "start_on": today,
            },
        )
    with op.batch_alter_table("agenda_style") as table:
        table.drop_column("notice_days")


def downgrade() -> None:
    """Give each body the usual number again; rules stay."""
    with op.batch_alter_table("agenda_style") as table:
        table.add_column(
            sa.Column("notice_days", sa.Integer(), nullable=False, server_default="10")
        )


def _write_rules(code: str, days: int) -> str:
    rule = {
        "amount": days,
        "anchor": "meeting_date",
        "basis": "house",
        "channels": ["website"],
        "code": code,
        "kinds": ["any"],
        "severity": "house",
        "unit": "calendar_days",
        "what": "agenda",
    }
    rules = {"code": code, "rules": [rule], "title": "Days of notice of the body"}
    return json.dumps(rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
