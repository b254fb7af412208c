"""Changes keep their number when they are assessed again: the tables stay, the views are made anew after every step."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do nothing by itself; see storage.schema.build."""
