"""`python -m benchmarks` measures everything; `python -m benchmarks NAME` one thing. Each prints ratios."""

import sys

from benchmarks import assess, crawl

BENCHMARKS = {"assess": assess.main, "crawl": lambda: crawl.main(sys.argv[2:])}


def main() -> None:
    """Run what is named on the command line, or all."""
    wanted = sys.argv[1:2] or list(BENCHMARKS)
    for name in wanted:
        if name not in BENCHMARKS:
            sys.exit(f"no benchmark {name!r}; there are {', '.join(BENCHMARKS)}")
        print(f"== {name}")
        BENCHMARKS[name]()


main()
