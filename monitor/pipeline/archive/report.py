"""What an import came to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from monitor.pipeline.archive.histories import Skipped
from storage.archive import NewState


@dataclass(slots=True)
class ImportReport:
    """Counts of one import; what was there before counts only as `known`."""

    vendors: int = 0
    documents: int = 0
    new_documents: int = 0
    known: int = 0  # versions
    versions: int = 0
    repeats: int = 0  # commits with the text of the one before
    revised: int = 0  # changes of an earlier import that later records show in another light
    verdicts: Counter[str] = field(default_factory=Counter)
    noise: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    skipped: Skipped = field(default_factory=Skipped)
    seconds: float = 0.0

    def add(self, states: Sequence[NewState]) -> None:
        """Count versions that were written."""
        self.versions += len(states)
        for state in states:
            if state.change is not None:
                assessment = state.change.assessment
                self.verdicts[assessment.verdict] += 1
                self.causes[state.change.cause] += 1
                if assessment.verdict == "noise":
                    self.noise.update(dict.fromkeys(assessment.noise, 1))

    def as_json(self) -> dict[str, Any]:
        """Give the object that the command writes."""
        return {
            "vendors": self.vendors,
            "documents": self.documents,
            "new_documents": self.new_documents,
            "versions": self.versions,
            "known_versions": self.known,
            "unchanged": self.repeats,
            "revised": self.revised,
            "changes": {verdict: self.verdicts[verdict] for verdict in ("material", "minor", "noise")},
            "noise": dict(self.noise.most_common()),
            "causes": dict(self.causes.most_common()),
            "skipped": self.skipped.rows(),
            "seconds": round(self.seconds, 1),
            "versions_per_second": round(self.versions / self.seconds, 1) if self.seconds else None,
        }
