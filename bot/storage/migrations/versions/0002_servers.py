"""Make the servers' settings, beginning with the country.

A migration spells its tables out and imports none of today's: it must still do the same thing in five years.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "servers",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("country", sa.String(2), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name="pk_servers"),
    )


def downgrade() -> None:
    """Take the table away, with what is in it."""
    op.drop_table("servers")
