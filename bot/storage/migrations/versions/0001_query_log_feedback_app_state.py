"""Make the query log, the feedback and the application's own notes.

A migration spells its tables out and imports none of today's: it must still do the same thing in five years.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "query_log",
        sa.Column("id", row_id, nullable=False),
        sa.Column("hour", sa.DateTime(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("command", sa.String(20), nullable=False),
        sa.Column("entry_id", sa.String(60), nullable=True),
        sa.Column("revision", sa.String(12), nullable=True),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("match_band", sa.String(8), nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_query_log"),
    )
    op.create_index("ix_query_log_hour", "query_log", ["hour"])
    op.create_table(
        "feedback",
        sa.Column("id", row_id, nullable=False),
        sa.Column("hour", sa.DateTime(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("entry_id", sa.String(60), nullable=False),
        sa.Column("revision", sa.String(12), nullable=False),
        sa.Column("vote", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        # op.f: the name is already whole, do not put the naming convention in front of it again
        sa.CheckConstraint("vote IN ('helpful', 'not_helpful', 'wrong_or_old')", name=op.f("ck_feedback_vote_known")),
    )
    op.create_index("ix_feedback_entry_id", "feedback", ["entry_id"])
    op.create_table(
        "app_state",
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_app_state"),
    )


def downgrade() -> None:
    """Take the tables away, with what is in them."""
    op.drop_table("app_state")
    op.drop_table("feedback")
    op.drop_table("query_log")
