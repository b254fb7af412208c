"""How long an assessment takes, over texts of invented policies; prints milliseconds of processor time and peak memory.

Run: python -m benchmarks.assess
"""

import random
import resource
import statistics
import time
from collections.abc import Callable

from monitor.domain.assess import assess

WORDS = [
    "we", "may", "share", "personal", "data", "with", "providers", "advertisers", "and", "affiliates",
    "for", "purposes", "of", "security", "billing", "support", "research", "delivery", "consent",
    "retention", "transfer", "account", "device", "location", "cookies", "rights", "request", "access",
    "deletion", "objection", "notice", "terms", "children", "payment", "refund", "contract", "law",
    "court", "your", "our", "their", "website", "platform", "content", "message", "address",
]  # fmt: skip
REPEATS = 5


def sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(8, 28))]
    return " ".join(words).capitalize() + "."


def policy(size: int, seed: int) -> str:
    """Write *size* characters of sections, paragraphs, lists and tables."""
    rng = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        if len(parts) % 12 == 0:
            part = f"## {len(parts)}. {' '.join(rng.choice(WORDS) for _ in range(3)).capitalize()}"
        elif len(parts) % 5 == 0:
            part = "\n".join(f"* {sentence(rng)}" for _ in range(4))
        else:
            part = " ".join(sentence(rng) for _ in range(rng.randint(2, 5)))
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)


def edited(text: str, edits: int, seed: int) -> str:
    """Change *edits* paragraphs of *text* by a word or a sentence."""
    rng = random.Random(seed)
    parts = text.split("\n\n")
    for at in rng.sample(range(len(parts)), min(edits, len(parts))):
        words = parts[at].split(" ")
        if rng.random() < 0.3:
            parts[at] += " " + sentence(rng)
        else:
            words[rng.randrange(len(words))] = "thirty days"
            parts[at] = " ".join(words)
    return "\n\n".join(parts)


def milliseconds(make: Callable[[int], tuple[str, str]], repeats: int) -> float:
    """Take the median over texts that the process has not seen: what it remembers of texts would flatter it."""
    times = []
    for turn in range(repeats):
        before, after = make(turn)
        start = time.process_time()
        assess(before, after)
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def show(name: str, make: Callable[[int], tuple[str, str]], repeats: int) -> None:
    taken = milliseconds(make, repeats)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<44}{taken:>10.1f} ms CPU   peak {peak:>6.0f} MB", flush=True)


def main() -> None:
    assess(policy(50_000, 1), edited(policy(50_000, 1), 2, 0))  # rules are read once
    cases: list[tuple[str, Callable[[int], tuple[str, str]], int]] = [
        ("50 KB, 3 edits", lambda turn: _edited(50_000, 3, turn), 4 * REPEATS),
        ("500 KB, 3 edits", lambda turn: _edited(500_000, 3, turn), REPEATS),
        ("500 KB, 100 edits", lambda turn: _edited(500_000, 100, turn), REPEATS),
        ("500 KB, every paragraph edited", lambda turn: _edited(500_000, 10**6, turn), 1),
        ("500 KB rewritten (unrelated texts)", lambda _: (policy(500_000, 5), policy(500_000, 6)), 1),
        ("100,000 repeated lines", lambda _: ("We keep it.\n" * 100_000, "We keep it not.\n" * 100_000), 1),
        ("100,000 short lines", _short_lines, 1),
        ("one line of 2 MB", lambda _: ("word " * 400_000, "word " * 400_000 + "more"), 1),
        (
            "one line of 2 MB, unrelated",
            lambda _: (policy(2_000_000, 7).replace("\n", " "), "x " * 1_000_000),
            1,
        ),
        ("one word of 2 MB", lambda _: ("x" * 2_000_000, "y" * 2_000_000), 1),
        ("table of 20,000 rows, half of them new", lambda _: _tables(), 1),
    ]
    for name, make, repeats in cases:
        show(name, make, repeats)


def _edited(size: int, edits: int, turn: int) -> tuple[str, str]:
    text = policy(size, 10 + turn)
    return text, edited(text, edits, turn)


def _short_lines(_turn: int) -> tuple[str, str]:
    before = "\n\n".join(f"We keep {n}." for n in range(100_000))
    return before, before.replace("We keep", "We sell")


def _tables() -> tuple[str, str]:
    rows = [f"| Vendor {n} Ltd | hosting | Country {n % 40} |" for n in range(30_000)]
    head = "| Name | Purpose | Country |\n| --- | --- | --- |\n"
    return head + "\n".join(rows[:20_000]), head + "\n".join(rows[10_000:])


if __name__ == "__main__":
    main()
