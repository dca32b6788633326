"""What happens in the room, and by which rules each body decides there."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER sitting_act_no_{lower} BEFORE {action} ON sitting_act
BEGIN SELECT RAISE(ABORT, 'sitting_act is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER sitting_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
ON sitting_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
COLUMNS = (
    ("quorum_rule", sa.String(20), "majority_seats"),
    ("quorum_fixed", sa.Integer(), "0"),
    ("decision_rule", sa.String(40), "majority_cast"),
    ("needs_second", sa.Boolean(), sa.true()),
    ("chair_votes", sa.Boolean(), sa.true()),
    ("counts_recused", sa.Boolean(), sa.false()),
)


def upgrade() -> None:
    """Make the journal, which is only added to, and give bodies the usual rules."""
    op.create_table(
        "sitting_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_sitting_act_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_act")),
        sa.UniqueConstraint("meeting_id", "seq", name=op.f("uq_sitting_act_meeting_id_seq")),
        sa.UniqueConstraint("meeting_id", "key", name=op.f("uq_sitting_act_meeting_id_key")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(action=action, lower=action.lower()))
    else:
        op.execute(POSTGRESQL)
    with op.batch_alter_table("body") as table:
        for name, kind, default in COLUMNS:
            table.add_column(
                sa.Column(name, kind, nullable=False, server_default=default)
            )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("body") as table:
        for name, _kind, _default in reversed(COLUMNS):
            table.drop_column(name)
    op.drop_table("sitting_act")
