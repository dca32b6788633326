"""Proposals for agendas, with their files and deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and let items remember what they have taken in."""
    op.add_column(
        "agenda_item",
        sa.Column("proposals", sa.Text(), nullable=False, server_default=""),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("is_action", sa.Boolean(), nullable=False),
        sa.Column("presenter", sa.String(length=300), nullable=False),
        sa.Column("minutes_planned", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("recommended_motion", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("submitted_at", sa.String(length=27), nullable=True),
        sa.Column("first_submitted_at", sa.String(length=27), nullable=True),
        sa.Column("decided_at", sa.String(length=27), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("item_key", sa.String(length=16), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _refers("proposal", "meeting"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_proposal_author_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("key", name=op.f("uq_proposal_key")),
    )
    for name in ("meeting_id", "author_id", "item_key"):
        op.create_index(op.f(f"ix_proposal_{name}"), "proposal", [name])
    op.create_table(
        "proposal_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        _refers("proposal_file", "proposal"),
        _refers("proposal_file", "document"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_file")),
        sa.UniqueConstraint(
            "proposal_id",
            "document_id",
            name=op.f("uq_proposal_file_proposal_id_document_id"),
        ),
    )
    op.create_index(
        op.f("ix_proposal_file_proposal_id"), "proposal_file", ["proposal_id"]
    )
    op.create_table(
        "proposal_terms",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _refers("proposal_terms", "body"),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_proposal_terms")),
    )
    op.create_table(
        "proposal_deadline",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.String(length=27), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _refers("proposal_deadline", "meeting"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_proposal_deadline")),
    )


def downgrade() -> None:
    """Take them away."""
    for name in ("proposal_deadline", "proposal_terms", "proposal_file", "proposal"):
        op.drop_table(name)
    op.drop_column("agenda_item", "proposals")


def _refers(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{other}_id"],
        [f"{other}.id"],
        name=op.f(f"fk_{table}_{other}_id_{other}"),
    )
