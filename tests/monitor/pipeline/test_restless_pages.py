"""Pages with a line that changes on every look: no false change, no incident, and the real change all the same."""

from monitor.domain.watchlist import Document, Source, Vendor, Watchlist
from monitor.pipeline.recording import ONLY_CHANGING_LINES
from tests.monitor.pipeline.world import (
    DAY,
    HOUR,
    LONGER,
    MINUTE,
    PARAGRAPHS,
    TEAM,
    URL,
    Bench,
    edited,
    html,
    page,
    run,
)

VISITORS = "At this moment {} people are strolling through our greenhouses."
GREETINGS = (
    "Good morning, and mind the wet tiles by the door!",
    "The first lilies opened last night.",
    "Bert watered everything twice, so bring boots.",
    "Somebody forgot a green umbrella near the ferns.",
    "The cat sleeps among the succulents again.",
    "Twelve new moss varieties came in on a barge.",
    "It rains on the glass roof, and that sounds lovely.",
    "Our oldest palm turned ninety years this week.",
    "The barge leaves at noon with all the heather.",
    "Nobody has found the umbrella's owner so far.",
)


class Restless:
    """A page that greets each visitor with another line among its clauses."""

    def __init__(self, bench: Bench, lines: tuple[str, ...]) -> None:
        self.bench, self.lines = bench, iter(lines)

    def look(self, clauses: tuple[str, ...] = PARAGRAPHS, *, after: object = DAY) -> str:
        shown = html((*clauses[:6], next(self.lines), *clauses[6:]))
        return self.bench.see(page(shown), after=after).settled.outcome  # type: ignore[arg-type]


def test_a_line_that_changes_on_every_look_never_becomes_a_change(bench: Bench) -> None:
    site = Restless(bench, GREETINGS)
    assert site.look() == "changed"
    assert [site.look(), site.look(after=10 * MINUTE)] == ["pending", "pending"]
    assert [site.look(after=HOUR), site.look(), site.look(), site.look()] == ["unchanged"] * 4
    assert bench.observations()[-1].reason == ONLY_CHANGING_LINES
    assert bench.status()["health"] == "ok"
    assert (len(bench.history()), bench.changes(), bench.alerts()) == (1, [], [])


def test_a_counter_among_the_clauses_never_becomes_a_change(bench: Bench) -> None:
    site = Restless(bench, tuple(VISITORS.format(number) for number in range(217, 900, 31)))
    outcomes = [site.look(), *(site.look(after=HOUR) for _ in range(9))]
    assert outcomes == ["changed", "pending", "pending", *["unchanged"] * 7]


def test_a_real_change_beside_such_a_line_is_confirmed_assessed_and_told_once(bench: Bench) -> None:
    site = Restless(bench, GREETINGS)
    for _ in range(5):
        site.look(after=HOUR)
    assert [site.look(edited()), site.look(edited(), after=10 * MINUTE)] == ["pending", "changed"]
    (change,) = bench.changes()
    assert (change["verdict"], change["categories"]) == ("material", ["retention"])
    assert change["noise"][0] == "changing_lines"
    assert [edit["after"] for edit in change["changes"]] == [LONGER]
    assert bench.alerts() == [("change", "pending")]
    assert site.look(edited()) == "unchanged"


def test_a_real_change_that_came_with_the_habit_is_told(bench: Bench) -> None:
    site = Restless(bench, GREETINGS)
    bench.accept(html())
    for _ in range(5):
        site.look(edited(), after=HOUR)
    assert [row["verdict"] for row in bench.changes()] == ["material"]
    assert bench.alerts() == [("change", "pending")]


FERNS = "Ferns are the plant of the month: come and see forty of them!"
MOSS = "Moss by the metre: come and stroke it."


def test_text_that_the_documents_of_a_site_share_is_no_change_of_one_of_them(bench: Bench) -> None:
    urls = {"privacy_policy": URL, "terms": f"{URL}/terms", "imprint": f"{URL}/imprint"}
    documents = tuple(
        Document(f"fernleaf/{kind}", kind, (Source(url),), DAY)  # type: ignore[arg-type]
        for kind, url in urls.items()
    )
    bench.follow(Watchlist((Vendor("fernleaf", "Fernleaf", documents),), (TEAM,)))

    def see(kind: str, promotion: str, after: object) -> str:
        own = (
            f"This is the {kind.replace('_', ' ')} of the shop named Fernleaf, in force since it opened.",
            *PARAGRAPHS,
        )
        shown = page(html((*own, promotion)), url=urls[kind])
        look = bench.plan_for(bench.target(f"fernleaf/{kind}"), shown)
        bench.now += after  # type: ignore[operator]
        return run(bench._see(look)).settled.outcome

    for kind in urls:
        assert see(kind, FERNS, MINUTE) == "changed"
    for kind in urls:
        assert [see(kind, MOSS, DAY), see(kind, MOSS, 10 * MINUTE)] == ["pending", "changed"]
    assert [(row["verdict"], row["noise"]) for row in bench.changes()] == [("noise", ["site_text"])] * 3
    assert bench.alerts() == []
