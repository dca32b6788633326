"""Minutes in review, and the comments of members."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

PERSON = "fk_minutes_correction_person_id_person"


def upgrade() -> None:
    """Let minutes be in review, and corrections be comments of a member."""
    with op.batch_alter_table("minutes") as table:
        table.add_column(sa.Column("review_until", sa.Date(), nullable=True))
    with op.batch_alter_table("minutes_correction") as table:
        table.add_column(
            sa.Column(
                "is_comment", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        table.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("asked_at", sa.String(27), nullable=True))
        table.create_foreign_key(PERSON, "person", ["person_id"], ["id"])


def downgrade() -> None:
    """Take it away; minutes in review are drafts again, and comments are gone."""
    op.execute("UPDATE minutes SET state = 'draft' WHERE state = 'in_review'")
    op.execute("DELETE FROM minutes_correction WHERE is_comment")
    with op.batch_alter_table("minutes_correction") as table:
        table.drop_constraint(PERSON, type_="foreignkey")
        for name in ("asked_at", "person_id", "is_comment"):
            table.drop_column(name)
    with op.batch_alter_table("minutes") as table:
        table.drop_column("review_until")
