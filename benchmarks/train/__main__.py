"""`python -m benchmarks.train wording FOLDER` and `python -m benchmarks.train categories FOLDER…`."""

import sys
from pathlib import Path

from benchmarks.train import categories, sections

COMMANDS = {"wording": sections.main, "categories": categories.main}


def main() -> None:
    """Run the training that is named on the command line."""
    if len(sys.argv) < 3 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: python -m benchmarks.train {'|'.join(COMMANDS)} FOLDER…")
    COMMANDS[sys.argv[1]]([Path(name) for name in sys.argv[2:]])


main()
