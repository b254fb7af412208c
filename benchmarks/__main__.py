"""`python -m benchmarks` measures everything; `python -m benchmarks NAME` one thing. Each prints ratios."""

import sys
from collections.abc import Callable

from benchmarks import assess, crawl, extraction, history, store

BENCHMARKS: dict[str, Callable[[list[str]], None]] = {
    "assess": lambda _: assess.main(),
    "crawl": crawl.main,
    "extraction": extraction.main,
    "history": history.main,
    "store": store.main,
}
ONLY_BY_NAME = {"history", "store"}  # they take long


def main() -> None:
    """Run what is named on the command line, or all that does not take long."""
    wanted = sys.argv[1:2] or [name for name in BENCHMARKS if name not in ONLY_BY_NAME]
    for name in wanted:
        if name not in BENCHMARKS:
            sys.exit(f"no benchmark {name!r}; there are {', '.join(BENCHMARKS)}")
        print(f"== {name}")
        BENCHMARKS[name](sys.argv[2:])


main()
