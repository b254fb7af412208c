"""Changes of invented policies: what must be said of them, and what must stay quiet."""

from monitor.domain.assess import assess

POLICY = """# Privacy policy of Larkfield

Last updated: 3 March 2025

## What we collect

We collect your name, your postal address and the pages you visit.

## How long we keep data

We keep server logs for 30 days. Billing records are kept for seven years.

## Who we share data with

We do not share your personal data with advertisers.
We share delivery addresses with our carriers.

## Your rights

You may ask for a copy of your data at any time. Write to privacy@larkfield.example.
"""


def changed(old: str, new: str) -> str:
    assert old in POLICY
    return POLICY.replace(old, new)


def test_a_longer_retention_period_is_material_and_weaker() -> None:
    found = assess(POLICY, changed("for 30 days", "for 90 days"))
    assert found.verdict == "material"
    assert found.severity == "high"
    first = found.changes[0]
    assert (first.category, first.kind, first.direction) == ("retention", "modified", "weaker")
    assert {"type": "period", "from": "P30D", "to": "P90D"}.items() <= first.facts[0].items()
    assert first.section.endswith("How long we keep data")


def test_identical_texts_are_noise_without_changes() -> None:
    found = assess(POLICY, POLICY)
    assert (found.verdict, found.severity, found.categories, found.changes) == ("noise", None, (), ())
    assert found.noise
