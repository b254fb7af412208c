"""Values of facts in English, the same in summaries, messages and tables."""

import pytest

from monitor.domain.assessment import Fact
from monitor.domain.values import duration, stated


def test_durations_are_written_in_words() -> None:
    assert [
        duration(iso) for iso in ("P30D", "P1Y", "P1Y6M", "PT48H", "PT1M", "P1D", "P1.5Y", "forever")
    ] == [*("30 days", "1 year", "1 year 6 months", "48 hours", "1 minute", "1 day", "1.5 years", "forever")]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"type": "period", "what": "logs", "from": None, "to": "P90D"}, "90 days"),
        ({"type": "period", "what": "logs", "from": None, "to": None}, "no length in numbers"),
        ({"type": "countries", "added": ["CL", "EEA"], "removed": []}, "Chile, EEA"),
        ({"type": "mechanism", "added": ["bcr"], "removed": []}, "binding corporate rules"),
        ({"type": "age", "from": None, "to": 16}, "16"),
        ({"type": "basis", "from": None, "to": "legitimate interest"}, "legitimate interest"),
    ],
)
def test_the_value_of_a_fact_of_a_whole_text_is_written_in_words(fact: Fact, said: str) -> None:
    assert stated(fact) == said
