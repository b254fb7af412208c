"""Which text of an imported history is a fault of the archive, so that the next is held against the last whole one."""

from collections.abc import Sequence
from typing import Final

from storage.archive import StoredState

# Noise that says "the newer text is no state of this document": the next one is compared with the last whole one.
FAULTS: Final = frozenset({"error_page", "empty_page", "other_language", "other_page", "truncated"})


class Fault:
    """Whether the newest text is a fault of the archive, and which version was the last whole one."""

    def __init__(self, stored: Sequence[StoredState]) -> None:
        self.whole: int | None = None  # by number; None while the newest text is whole
        for state in stored[1:]:
            if "restored" in state.noise or "transient" in state.noise:
                self.pass_over()
            else:
                self.follow(state.number, state.noise)

    def follow(self, number: int, noise: Sequence[str]) -> None:
        """Note what led to version *number*."""
        if FAULTS.isdisjoint(noise):
            self.whole = None
        elif self.whole is None:
            self.whole = number - 1

    def pass_over(self) -> None:
        """Note a state that passes, or the end of one: the text that stood before stands."""
        self.whole = None
