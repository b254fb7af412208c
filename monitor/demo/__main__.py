"""Runs the demo: `python -m monitor.demo`. Exit code 0 when everything ended as the stories say, 1 otherwise."""

import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from rich.console import Console

from monitor.demo.findings import (
    Evidence,
    alerts_received,
    problems_at_rest,
    problems_at_the_end,
)
from monitor.demo.naive import NaiveWatcher
from monitor.demo.program import DemoFailed, Program
from monitor.demo.receiver import Receiver
from monitor.demo.screen import Screen
from monitor.demo.site import DemoSite
from monitor.demo.stories import VENDORS, DemoPolicy
from monitor.demo.watchlist import watchlist_yaml

_INTERRUPTED = 130  # what shells report after SIGINT


@dataclass
class Demo:
    """The demo on the way: the site, the inboxes, the program, and the naive watcher beside it."""

    site: DemoSite
    receiver: Receiver
    program: Program
    screen: Screen
    naive: NaiveWatcher = field(default_factory=NaiveWatcher)

    @property
    def policies(self) -> Sequence[DemoPolicy]:
        """The policies of the site."""
        return self.site.policies

    def play(self) -> tuple[Evidence, int, int]:
        """Go through the three looks; answer the evidence, and the naive watcher's alarms at rest and at the end."""
        self.screen.opening(self.policies, len(VENDORS))
        self.screen.step("The first look: each policy becomes version 1, and nobody is disturbed")
        self._look_at_rest()
        self.screen.step("Look again: nothing has changed but tokens, counters and promotions")
        at_rest = self._look_at_rest()
        self.screen.step("The vendors move")
        self.screen.stories(self.policies)
        self.site.move_on()
        moved = self._look()
        evidence = self._evidence()
        if self._look_again_at_broken_pages(evidence):
            evidence = self._evidence()
        return evidence, at_rest, moved

    def show(self, evidence: Evidence, at_rest: int, moved: int) -> None:
        """Show what arrived, what did not and why, and how many messages each watcher sent."""
        alerts = alerts_received(evidence, self.policies)
        self.screen.step(f"What the privacy team received, through Apprise: {len(alerts)} alerts")
        for alert in alerts:
            self.screen.alert(alert)
        self.screen.in_full(alerts)
        self.screen.step("What the operations team received, about the page that broke")
        for message in evidence.operations:
            self.screen.message(message.title, message.body)
        self.screen.step("What nobody in the privacy team was disturbed for, and why")
        self.screen.quiet(evidence, [policy for policy in self.policies if policy.story.ending != "alert"])
        self.screen.comparison(len(self.policies), at_rest, moved, len(alerts))

    def _look_at_rest(self) -> int:
        alarms = self._look()
        messages = [*self.receiver.messages("privacy"), *self.receiver.messages("operations")]
        problems = problems_at_rest(self.program.rows("status"), self.policies, messages)
        if problems:
            raise DemoFailed("\n".join(problems))
        return alarms

    def _look(self) -> int:
        """Let both watchers look at every page once; answer the naive one's alarms."""
        alarms = self.naive.look([self.site.url(policy) for policy in self.policies])
        self._show("run")
        return len(alarms)

    def _look_again_at_broken_pages(self, evidence: Evidence) -> bool:
        """Give a page that was bad once its second look, at which somebody is told; False when all are told of."""
        broken = (policy for policy in self.policies if policy.story.ending == "kept")
        unreported = [policy.key for policy in broken if evidence.status_of(policy).get("incident") is None]
        for key in unreported:
            self._show("crawl", "--document", key)
        if unreported:
            self._show("deliver")
        return bool(unreported)

    def _show(self, *arguments: str) -> None:
        self.screen.command(arguments, self.program.run(*arguments))

    def _evidence(self) -> Evidence:
        return Evidence(
            status=self.program.rows("status"),
            changes=self.program.rows("changes"),
            alerts=self.program.rows("alerts"),
            privacy=self.receiver.messages("privacy"),
            operations=self.receiver.messages("operations"),
        )


def main() -> int:
    """Run the demo and answer the exit code."""
    signal.signal(signal.SIGTERM, _leave)
    console = Console(highlight=False)
    screen = Screen(console)
    started = time.monotonic()
    try:
        problems = _run(screen)
    except DemoFailed as error:
        problems = str(error).splitlines()
    except KeyboardInterrupt:
        console.print("\nInterrupted; everything that the demo started has ended.")
        return _INTERRUPTED
    if problems:
        screen.problems(problems)
        return 1
    screen.closing(_typed(Program(Path()).script), time.monotonic() - started)
    return 0


def _run(screen: Screen) -> list[str]:
    with (
        tempfile.TemporaryDirectory(prefix="clausewatch-demo-") as folder,
        DemoSite() as site,
        Receiver() as receiver,
    ):
        watchlist = Path(folder) / "clausewatch.yaml"
        watchlist.write_text(watchlist_yaml(site, receiver), encoding="utf-8")
        demo = Demo(site, receiver, Program(Path(folder)), screen)
        evidence, at_rest, moved = demo.play()
        demo.show(evidence, at_rest, moved)
        return problems_at_the_end(evidence, site.policies)


def _typed(script: Path) -> str:
    """Write the path of *script* as one would type it here."""
    here = Path.cwd()
    return str(script.relative_to(here)) if script.is_relative_to(here) else str(script)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
