"""Documents that send headers of their own; sources that follow a link."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("sends", sa.Text(), nullable=False, server_default=""))
    op.add_column("source", sa.Column("follow", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("followed", sa.Text(), nullable=True))
