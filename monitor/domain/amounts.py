"""Amounts of money as they are written, compared."""

import re
from collections.abc import Sequence
from typing import Final

_DECIMALS: Final = 2


def amounts_grew(before: Sequence[str], after: Sequence[str]) -> int:
    """Compare one amount with one of the same currency: 1 where it grew, -1 where it shrank, else 0."""
    if len(before) != 1 or len(after) != 1:
        return 0
    old, new = (_size(amount) for amount in (before[0], after[0]))
    units = [re.sub(r"[\d.,]", "", amount) for amount in (before[0], after[0])]
    return (new > old) - (new < old) if units[0] == units[1] else 0


def _size(amount: str) -> float:
    """Read the number of an amount; a mark before at most two last figures is that of decimals, others group."""
    whole, _, part = re.sub(r"[^\d.,]", "", amount).replace(",", ".").rpartition(".")
    digits = whole.replace(".", "")
    return float(f"{digits}.{part}" if digits and len(part) <= _DECIMALS else f"{digits}{part}")
