"""What the demo shows. Words carry the meaning; colour and weight only help where the terminal has them."""

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.demo.findings import Alert, Edit, Evidence
from monitor.demo.program import Finished, Row
from monitor.demo.stories import DemoPolicy
from monitor.domain.worddiff import spans

_SEVERITY_STYLE = {"high": "bold red", "medium": "bold yellow", "low": "bold blue"}
_REMOVED, _ADDED = "bold red", "bold green"
_SUMMARY_SHOWN = 72  # characters, in a table
_EDITS_SHOWN = 3  # per alert; the message itself has them all


class Screen:
    """Writes the demo to a console, one method per thing shown."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._step = 0

    def opening(self, policies: Sequence[DemoPolicy], vendors: int) -> None:
        """Say what the demo is, and list the policies that the site publishes."""
        self._console.print(Text("Clausewatch demo", style="bold"))
        self._say("Everything runs on this machine; nothing leaves it. All companies are invented.")
        self.step(f"{vendors} vendors publish {len(policies)} policies")
        table = _table("vendor", "policy", "language")
        for policy in policies:
            table.add_row(policy.vendor.name, _label(policy.type), policy.locale)
        self._indent(table)
        self._say(
            "Full pages with menus, banners and footers. Tokens, counters and promotions differ on every request."
        )

    def step(self, title: str) -> None:
        """Begin the next numbered part."""
        self._step += 1
        self._console.print()
        self._console.print(Text(f"{self._step}. {title}", style="bold"))

    def command(self, arguments: Sequence[str], finished: Finished) -> None:
        """Show a command as typed, and what it said."""
        self._indent(Text("$ " + " ".join(("clausewatch", *arguments)), style="cyan"))
        for line in (finished.stdout + finished.stderr).splitlines():
            self._indent(Text(line, style="dim"), left=4)

    def stories(self, policies: Iterable[DemoPolicy]) -> None:
        """List what each vendor does in the site's next state."""
        for policy in policies:
            self._indent(Text("• ").append(policy.vendor.name, style="bold").append(f" {policy.story.told}"))

    def alert(self, alert: Alert) -> None:
        """Show one alert: vendor, document, severity, categories, and each edit with its changed words marked."""
        change, vendor = alert.change, alert.policy.vendor.name
        severity = str(change["severity"])
        title = Text(severity.upper(), style=_SEVERITY_STYLE.get(severity, "bold"))
        title.append(f"  {vendor}, {_label(alert.policy.type)}", style="bold")
        parts: list[Text | Table] = [Text(str(change["summary"]))]
        parts += [_edit(edit) for edit in alert.edits[:_EDITS_SHOWN]]
        parts.append(Text(f"arrived as: {alert.message.title}", "dim", no_wrap=True, overflow="ellipsis"))
        self._console.print()
        self._indent(Panel(Group(*parts), title=title, title_align="left", box=box.ROUNDED))

    def in_full(self, alerts: Sequence[Alert]) -> None:
        """Show the first message whole, as it came over the wire."""
        if alerts:
            self._console.print()
            self._say("The first of these messages in full, as it came over the wire:")
            self.message(alerts[0].message.title, alerts[0].message.body)

    def message(self, title: str, body: str) -> None:
        """Show a message as it arrived."""
        self._indent(Panel(Group(Text(title, style="bold"), Text(), Text(body.strip())), box=box.ROUNDED))

    def quiet(self, evidence: Evidence, policies: Iterable[DemoPolicy]) -> None:
        """Tell what nobody in the privacy team was written to about, and why, from the record."""
        table = _table("what the vendor did", "what the record says")
        for policy in policies:
            did = Text().append(policy.vendor.name, style="bold").append(f" {policy.story.told}")
            table.add_row(did, _why_quiet(evidence.status_of(policy), evidence.changes_of(policy)))
        self._indent(table)

    def comparison(self, looks: int, naive_at_rest: int, naive_moved: int, alerts: int) -> None:
        """Set the messages of a naive watcher beside those of the program, for the same looks."""
        table = _table("messages sent", "nothing had changed", "after the changes")
        table.add_row("a watcher that compares the words of the page", str(naive_at_rest), str(naive_moved))
        table.add_row("Clausewatch, to the privacy team", "0", str(alerts))
        self._indent(table)
        self._say(f"Both looked at the same {looks} pages, before and after.")

    def closing(self, script: str, seconds: float) -> None:
        """Print the commands with which to watch one's own vendors."""
        self.step("Watch your own vendors")
        for line, purpose in (
            ("init", "writes a commented clausewatch.yaml"),
            (
                "add https://example.com/privacy",
                "adds a policy to it; `import csv vendors.csv` adds a whole list",
            ),
            ("run", "looks, compares, tells; let cron call it every 15 minutes"),
        ):
            self._indent(Text(f"{script} {line}", style="cyan"))
            self._indent(Text(purpose, style="dim"), left=4)
        self._console.print()
        self._console.print(Text(f"All as it should be, in {seconds:.0f} seconds.", style="bold green"))

    def problems(self, problems: Iterable[str]) -> None:
        """List what did not end as it should."""
        self._console.print()
        self._console.print(Text("The demo did not end as it should:", style="bold red"))
        for problem in problems:
            self._indent(Text(f"• {problem}"))

    def _say(self, line: str) -> None:
        self._indent(Text(line))

    def _indent(self, shown: Text | Table | Panel, left: int = 2) -> None:
        self._console.print(Padding(shown, (0, 0, 0, left), expand=False))


def marked(before: str, after: str) -> tuple[Text, Text]:
    """Style the words that only *before* has, and those that only *after* has."""
    left, right = _words(before), _words(after)
    old, new = Text(), Text()
    for span in spans([word.strip() for word in left], [word.strip() for word in right]):
        is_equal = span.kind == "equal"
        old.append("".join(left[span.a1 : span.a2]), style="" if is_equal else _REMOVED)
        new.append("".join(right[span.b1 : span.b2]), style="" if is_equal else _ADDED)
    return old, new


def _words(text: str) -> list[str]:
    # Words with the space after them, so that joining gives the text back.
    return re.findall(r"\S+\s*|^\s+", text)


def _label(word: str) -> str:
    return word.replace("_", " ")


def _edit(edit: Edit) -> Table:
    old, new = marked(edit.before, edit.after)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row("category", ", ".join(_label(category) for category in edit.categories))
    grid.add_row("section", Text(edit.section or "(top of the document)"))
    grid.add_row("before", old if edit.before else Text("(nothing)", style="dim"))
    grid.add_row("after", new if edit.after else Text("(nothing)", style="dim"))
    return grid


def _why_quiet(status: Row, changes: Sequence[Row]) -> str:
    kept = f"version {status.get('versions')} stays"
    if status.get("health") not in ("ok", None):
        return f"{status['health']}: {status['reason']}; {kept}, operations were told"
    if not changes:
        return f"{status.get('last_outcome')}: the same text; {kept}"
    change = changes[-1]
    summary = shorten(str(change["summary"]), _SUMMARY_SHOWN, placeholder=" …")
    return f"{change['verdict']}, told to nobody: {summary}"


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
