"""Real pages and real policies, the whole way: served from loopback, watched by the program, read and compared."""

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.site import Host, hosts, token
from tests.acceptance.world import Row, World, once, policy_at, vendor

pytestmark = pytest.mark.corpus

HOSTS = 8

# Pages


def served(recorded: bytes) -> Callable[[], str]:
    """Serve a recorded page as a live one: with tokens in hidden fields, scripts and comments, new on each request."""
    page = recorded.decode("utf-8", "replace")
    body = re.search(r"<body\b[^>]*>", page, re.IGNORECASE)
    at = body.end() if body else 0

    def answer() -> str:
        return (
            f'{page[:at]}<form><input type="hidden" name="csrf" value="{token()}"></form>'
            f'<script nonce="{token()}">window.request = "{token()}";</script><!-- {token()} -->{page[at:]}'
        )

    return answer


@dataclass(frozen=True, slots=True)
class Looks:
    """The status of every primary page that shows one policy after a first and after a second look, and changes."""

    first: list[Row]
    second: list[Row]
    changes: list[Row]


@pytest.fixture(scope="module")
def looks(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Looks:
    return once(
        tmp_path_factory, "looks", lambda: look_twice(corpus, World(tmp_path_factory.mktemp("pages")))
    )


def look_twice(corpus: Path, world: World) -> Looks:
    with (corpus / "index.csv").open(encoding="utf-8", newline="") as file:
        chosen = [
            row["id"]
            for row in csv.DictReader(file)
            if row["role"] == "primary" and not {"pdf", "shared-page"} & set(row["tags"].split())
        ]
    with hosts(HOSTS) as pool:
        vendors = []
        for number, name in enumerate(chosen):
            recorded = (corpus / "pages" / name / "page.html").read_bytes()
            url = pool[number % HOSTS].put(f"/{number}", served(recorded))
            vendors.append(vendor(f"v{number}", policy_at(url, key=f"{slug(name)}/privacy_policy")))
        world.write(pool, vendors)
        world.run()
        first = world.rows("status")
        world.run()
        return Looks(first, world.rows("status"), world.rows("changes"))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def test_every_real_page_gives_a_version(looks: Looks) -> None:
    without = {row["document"]: row["reason"] for row in looks.first if row["versions"] != 1}

    assert len(looks.first) > 100
    assert without == {}


def test_other_tokens_give_no_second_version(looks: Looks) -> None:
    had = {row["document"] for row in looks.first if row["versions"] == 1}
    changed = {
        row["document"]: (row["last_outcome"], row["reason"])
        for row in looks.second
        if row["document"] in had and (row["versions"], row["last_outcome"]) != (1, "unchanged")
    }

    assert changed == {}
    assert looks.changes == []


# Policies


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it; paragraphs, or items of a list where a line began with a mark."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A policy that was only text, and how its page is made."""

    parts: tuple[Part, ...]
    date: str = ""
    above: str = ""  # over the header of the page
    banner: str = ""  # over the title of the policy
    lists: bool = True  # items as a list; else as paragraphs with dashes
    width: int = 0  # characters of a line in the markup; 0: a paragraph is a line

    def edit(self, change: Callable[[str], str]) -> "Text":
        """Change every line."""
        return replace(
            self, parts=tuple(Part(part.heading, tuple(map(change, part.lines))) for part in self.parts)
        )

    def html(self) -> str:
        body = "\n".join(self._section(part) for part in self.parts[1:])
        title = self.parts[0].heading
        head = f'<html><head><meta charset="utf-8"><title>{escape(title)}</title><script>t="{token()}"</script></head>'
        return (
            f'{head}<body>{self.above}<nav><a href="/">Home</a></nav><input type="hidden" value="{token()}">'
            f"<main>{self.banner}<h1>{escape(title)}</h1>{self.date}{self._body(self.parts[0])}{body}</main>"
            f"<!-- {token()} --></body></html>"
        )

    def _section(self, part: Part) -> str:
        return f"<section><h2>{escape(part.heading)}</h2>{self._body(part)}</section>"

    def _body(self, part: Part) -> str:
        said = ""
        for line in part.lines:
            item = re.match(r"[•–-]\s*(?=\S)", line)
            text = self._wrapped(escape(line[item.end() :] if item else line, quote=False))
            if item and self.lists:
                said += f"<ul><li>{text}</li></ul>"
            else:
                said += f"<p>– {text}</p>" if item else f"<p>{text}</p>"
        return said.replace("</ul><ul>", "")

    def _wrapped(self, text: str) -> str:
        if not self.width:
            return text
        words, lines = text.split(" "), [""]
        for word in words:
            if len(lines[-1]) + len(word) > self.width:
                lines.append("")
            lines[-1] += f" {word}" if lines[-1] else word
        return "\n      ".join(lines)


def read_policy(file: Path) -> Text:
    """Find the parts of a policy: short lines without a full stop are headings."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    parts: list[tuple[str, list[str]]] = [(lines[0], [])]
    for line in lines[1:]:
        is_heading = len(line) < 70 and not line.startswith(("•", "–", "-")) and line[-1] not in ".:;,!?"
        if is_heading or re.fullmatch(r"\d+\. .{3,60}", line):
            parts.append((line, []))
        else:
            parts[-1][1].append(line)
    return Text(tuple(Part(heading, tuple(said)) for heading, said in parts))


def curly(line: str) -> str:
    line = re.sub(r'"([^"]*)"', r"“\1”", line)
    return line.replace("'", "’")


def straight(line: str) -> str:
    return re.sub("[“”«»]", '"', line).replace("’", "'")


def reordered(text: Text) -> Text:
    first, *rest = text.parts
    random.Random(7).shuffle(rest)
    return replace(text, parts=(first, *rest))


BANNER = (
    '<div class="promo"><p>Spring offer: 20 % off all plans until Sunday! '
    '<a href="/shop">See the plans</a></p></div>'
)

# What is seen first, and what is seen then: nothing that anybody has to hear of.
QUIET: dict[str, tuple[Callable[[Text], Text], Callable[[Text], Text]]] = {
    "quotes": (lambda text: text.edit(straight), lambda text: text.edit(curly)),
    "bullets": (lambda text: replace(text, lists=False), lambda text: text),
    "wrapped": (lambda text: text, lambda text: replace(text, width=60)),
    "banner": (lambda text: text, lambda text: replace(text, above=BANNER)),
    "banner-inside": (lambda text: text, lambda text: replace(text, banner=BANNER)),
    "reordered": (lambda text: text, reordered),
    "dated": (
        lambda text: replace(text, date="<p>Last updated: 3 March 2025</p>"),
        lambda text: replace(text, date="<p>Last updated: 14 June 2026</p>"),
    ),
}


def substituted(pattern: str, by: str) -> Callable[[Text], Text]:
    """Replace the first match in the policy, which must have one."""

    def change(text: Text) -> Text:
        left = [1]

        def once(line: str) -> str:
            if left[0] and re.search(pattern, line):
                left[0] = 0
                return re.sub(pattern, by, line, count=1)
            return line

        changed = text.edit(once)
        assert not left[0], f"no line has {pattern}"
        return changed

    return change


def without(pattern: str) -> Callable[[Text], Text]:
    """Remove the first line that matches."""

    def change(text: Text) -> Text:
        for number, part in enumerate(text.parts):
            for line in part.lines:
                if re.search(pattern, line):
                    kept = Part(part.heading, tuple(other for other in part.lines if other != line))
                    return replace(text, parts=(*text.parts[:number], kept, *text.parts[number + 1 :]))
        raise AssertionError(f"no line has {pattern}")

    return change


PARTNER_EN = (
    " We also share your electronic mail address with Vellichor Insights Inc., an advertising partner."
)
COUNTRY_FR = " Nous transférons également vos informations vers la Tunisie et les y stockons."
# Which seed, how it is changed, and a category that the alert must have, where there is no doubt about it.
PLANTED: dict[str, tuple[int, Callable[[Text], Text], str | None]] = {
    "period": (1, substituted(r"\bten years\b", "twenty-five years"), "retention"),
    "negation": (2, substituted(r"\bdoes not disclose\b", "does disclose"), "sharing"),
    "negation-en": (1, substituted(r"\bdo not give\b", "do give"), "sharing"),
    "country-fr": (3, substituted(r"$(?<=Azure Tenant\.)|(?<=\.)$", COUNTRY_FR), "transfer"),
    "country": (2, substituted(r"\bin Canada\b", "in Canada and in Brazil"), "transfer"),
    "removed": (4, without(r"\bright to know the legal basis\b"), None),
    "partner": (0, substituted(r"(?<=[Ww]e may disclose )(?=any)", "and sell "), "sharing"),
    "partner-new": (0, substituted(r"(?<=\.)$", PARTNER_EN), "sharing"),
    "partner-new-4": (4, substituted(r"(?<=\.)$", PARTNER_EN), "sharing"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What was on record after every seed went through every quiet edit, and some through a planted change."""

    status: list[Row]
    changes: list[Row]
    alerts: list[Row]


@pytest.fixture(scope="module")
def told(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return once(tmp_path_factory, "told", lambda: edit_all(corpus, World(tmp_path_factory.mktemp("seeds"))))


def edit_all(corpus: Path, world: World) -> Told:
    texts = [read_policy(file) for file in sorted((corpus / "seeds").glob("*.txt"))]
    steps = {
        f"{edit}-{number}": (before(text), after(text))
        for number, text in enumerate(texts)
        for edit, (before, after) in QUIET.items()
    }
    steps |= {name: (texts[number], change(texts[number])) for name, (number, change, _) in PLANTED.items()}
    with hosts(HOSTS) as pool, Receiver() as receiver:
        urls = {name: put(pool, number, name, state[0]) for number, (name, state) in enumerate(steps.items())}
        vendors = [vendor(name, policy_at(url)) for name, url in urls.items()]
        world.write(pool, vendors, receiver=receiver, subscriptions=[{"name": "all", "to": ["inbox"]}])
        world.run()
        assert {row["versions"] for row in world.rows("status")} == {1}
        for number, (name, state) in enumerate(steps.items()):
            put(pool, number, name, state[1])
        world.run()
        return Told(world.rows("status"), world.rows("changes"), world.rows("alerts"))


def put(pool: list[Host], number: int, name: str, text: Text) -> str:
    return pool[number % HOSTS].put(f"/{name}", text.html)


@pytest.mark.parametrize("edit", list(QUIET))
def test_a_quiet_edit_of_a_real_policy_is_told_to_nobody(told: Told, edit: str) -> None:
    names = {f"{edit}-{number}/privacy_policy" for number in range(5)}
    loud = [(row["document"], row["summary"]) for row in told.changes if row["verdict"] == "material"]
    outcomes = {row["last_outcome"] for row in told.status if row["document"] in names}

    assert [said for said in loud if said[0] in names] == []
    assert [row for row in told.alerts if row["document"] in names] == []
    assert outcomes <= {"changed", "unchanged"}


@pytest.mark.parametrize("planted", list(PLANTED))
def test_a_planted_change_of_a_real_policy_is_one_alert(told: Told, planted: str) -> None:
    category = PLANTED[planted][2]
    document = f"{planted}/privacy_policy"
    (change,) = (row for row in told.changes if row["document"] == document)

    assert change["verdict"] == "material"
    assert category is None or category in change["categories"]
    assert [row["state"] for row in told.alerts if row["document"] == document] == ["sent"]
