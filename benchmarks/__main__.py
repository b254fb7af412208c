"""`python -m benchmarks` measures everything; `python -m benchmarks NAME` one thing. Each prints ratios."""

import sys
from collections.abc import Callable

from benchmarks import assess, crawl, extraction, history

BENCHMARKS: dict[str, Callable[[list[str]], None]] = {
    "assess": lambda _: assess.main(),
    "crawl": crawl.main,
    "extraction": extraction.main,
    "history": history.main,
}
NEED_AN_ARGUMENT = {"extraction", "history"}


def main() -> None:
    """Run what is named on the command line, or all that need no argument."""
    wanted = sys.argv[1:2] or [name for name in BENCHMARKS if name not in NEED_AN_ARGUMENT]
    for name in wanted:
        if name not in BENCHMARKS:
            sys.exit(f"no benchmark {name!r}; there are {', '.join(BENCHMARKS)}")
        print(f"== {name}")
        BENCHMARKS[name](sys.argv[2:])


main()
