"""`python -m benchmarks.train wording FOLDER`, `labels BUNDLES TARGET`, `categories FOLDER…`, `verdicts FOLDER…`."""

import sys
from pathlib import Path

from benchmarks.train import categories, recorded, sections, verdicts

COMMANDS = {
    "wording": sections.main,
    "categories": categories.main,
    "labels": recorded.main,
    "verdicts": verdicts.main,
}


def main() -> None:
    """Run the training that is named on the command line."""
    if len(sys.argv) < 3 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: python -m benchmarks.train {'|'.join(COMMANDS)} FOLDER…")
    COMMANDS[sys.argv[1]]([Path(name) for name in sys.argv[2:]])


main()
