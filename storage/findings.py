"""What a check of the record comes to: how much was checked, and a bounded list of what does not match."""

from collections import Counter
from dataclasses import dataclass, field

MOST = 1_000  # a database that was torn apart would otherwise fill the memory with lines that nobody reads


@dataclass(slots=True)
class Findings:
    """How much was checked, by kind, what does not match, and where the chain ends."""

    checked: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)  # the first ones
    total: int = 0  # problems, also those that are not listed
    head: str = ""  # number and hash of the newest seal, for `verify --head`
    adopted: int = 0  # records that were there before the chain began

    def add(self, problem: str) -> None:
        """Note what does not match."""
        self.total += 1
        if len(self.problems) < MOST:
            self.problems.append(problem)
