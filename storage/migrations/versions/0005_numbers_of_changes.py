"""Changes keep their number when they are assessed again: the tables stay, the views are made anew after every step."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do nothing by itself; see storage.schema.build."""
