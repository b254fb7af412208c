"""Judges what the program recorded and delivered against the stories; pure, so that the demo can also fail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.demo.program import Row
from monitor.demo.receiver import Message
from monitor.demo.stories import DemoPolicy
from monitor.demo.watchlist import PRIVACY_TEAM


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of an alert as people see it: the categories that it falls in, and the clause before and after."""

    section: str
    categories: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert that arrived: what the record says of its change, and the message that carried it."""

    policy: DemoPolicy
    change: Row
    message: Message

    @property
    def edits(self) -> list[Edit]:
        """The alert's edits, most important first; an edit in two categories is one."""
        rows = self.change["changes"]
        merged: dict[tuple[str, str, str], list[str]] = {}
        for row in rows:
            merged.setdefault((row["section"], row["before"], row["after"]), []).append(row["category"])
        return [
            Edit(section, tuple(dict.fromkeys(found)), before, after)
            for (section, before, after), found in merged.items()
        ]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that can be asked after the last run: rows of the commands, and messages by inbox."""

    status: Sequence[Row]
    changes: Sequence[Row]
    alerts: Sequence[Row]
    privacy: Sequence[Message]
    operations: Sequence[Message]

    def status_of(self, policy: DemoPolicy) -> Row:
        """Find the status row of *policy*; empty when the program does not know it."""
        return next((row for row in self.status if row["document"] == policy.key), {})

    def changes_of(self, policy: DemoPolicy) -> list[Row]:
        """List the change rows of *policy*, first versions left out."""
        return [row for row in self.changes if row["document"] == policy.key and row["from_version"]]


def alerts_received(evidence: Evidence, policies: Iterable[DemoPolicy]) -> list[Alert]:
    """Join the privacy team's alerts with the messages that arrived, in the order of *policies*."""
    changes = {row["change"]: row for row in evidence.changes}
    team = [row for row in evidence.alerts if row["subscription"] == PRIVACY_TEAM and row["kind"] == "change"]
    received = []
    for policy in policies:
        for row in team:
            change = changes.get(row["change"])
            if row["document"] != policy.key or change is None:
                continue
            message = _carrier(change, evidence.privacy)
            if message is not None:
                received.append(Alert(policy, change, message))
    return received


def problems_at_rest(
    status: Sequence[Row], policies: Sequence[DemoPolicy], messages: Sequence[Message]
) -> list[str]:
    """List what is wrong while nothing has changed: each policy has one version, and nobody was told a thing."""
    rows = {row["document"]: row for row in status}
    problems = [f"the inbox holds “{message.title}” although nothing has changed" for message in messages]
    for policy in policies:
        row = rows.get(policy.key)
        if row is None:
            problems.append(f"{policy.key} is not in the status")
        elif row["versions"] != 1:
            problems.append(
                f"{policy.key} has {row['versions']} versions instead of 1 ({row['last_outcome']}: {row['reason']})"
            )
    return problems


def problems_at_the_end(evidence: Evidence, policies: Sequence[DemoPolicy]) -> list[str]:
    """List what did not end as the stories say; empty when all is well."""
    alerts = alerts_received(evidence, policies)
    problems = []
    for policy in policies:
        own = [alert for alert in alerts if alert.policy == policy]
        problems += _problems_of(policy, own, evidence)
    return problems


def _problems_of(policy: DemoPolicy, alerts: list[Alert], evidence: Evidence) -> list[str]:
    story, changes = policy.story, evidence.changes_of(policy)
    versions = evidence.status_of(policy).get("versions")
    if story.ending == "alert":
        return _problems_of_alert(policy, alerts)
    problems = [f"{policy.key}: an alert was sent, none was due" for _ in alerts]
    if any(row["verdict"] == "material" for row in changes):
        problems.append(f"{policy.key}: a material change was recorded where there is none")
    if story.ending == "minor" and [row["verdict"] for row in changes] != ["minor"]:
        problems.append(f"{policy.key}: one minor change should be on record")
    if story.ending == "same" and any(row["verdict"] != "noise" for row in changes):
        problems.append(f"{policy.key}: the same words were taken for an edit")
    if story.ending == "kept":
        if versions != 1:
            problems.append(f"{policy.key}: the error page was taken for a version")
        if evidence.status_of(policy).get("incident") is None or not evidence.operations:
            problems.append(f"{policy.key}: nobody was told that the page is broken")
    return problems


def _problems_of_alert(policy: DemoPolicy, alerts: list[Alert]) -> list[str]:
    if len(alerts) != 1:
        return [f"{policy.key}: {len(alerts)} alerts arrived instead of 1"]
    alert, category = alerts[0], policy.story.category
    if category not in alert.change["categories"]:
        found = ", ".join(alert.change["categories"])
        return [f"{policy.key}: the alert is filed under {found}, without {category}"]
    return []


def _carrier(change: Row, messages: Sequence[Message]) -> Message | None:
    """Find the message that quotes the most important clause of *change*, before and after, word for word."""
    quotes = (
        [_letters(change["changes"][0][side]) for side in ("before", "after")] if change["changes"] else []
    )
    for message in messages:
        body = _letters(message.body)
        if all(quote in body for quote in quotes):
            return message
    return None


def _letters(text: str) -> str:
    """Keep letters and digits alone: a message may wrap lines and mark the words that changed."""
    return "".join(char for char in text if char.isalnum())
