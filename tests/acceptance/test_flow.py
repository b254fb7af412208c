"""From a look to an alert, by the rules: many documents go through four looks at once, each with a story of its own."""

from contextlib import closing
from pathlib import Path

import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Policy, hosts
from tests.acceptance.stage import LONGER, STORIES, Story, key, play
from tests.acceptance.world import World, once, policy_at, vendor


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    def played() -> Story:
        world, prompt = World(tmp_path_factory.mktemp("flow")), Prompt()
        with hosts(STORIES) as pool, Receiver() as receiver, closing(prompt):
            return play(world, prompt, pool, receiver)

    return once(tmp_path_factory, "flow", played)


def test_every_document_gets_its_first_version_and_nobody_an_alert(story: Story) -> None:
    rows = story.looks[1].values()

    assert {(row["last_outcome"], row["versions"], row["health"]) for row in rows} == {("changed", 1, "ok")}
    assert len(rows) == STORIES


def test_a_page_that_stays_is_asked_for_with_its_etag_and_not_sent_again(story: Story) -> None:
    asked = story.asked("steady")

    assert [request.status for request in asked] == [200, 304, 304, 304]
    assert "if-none-match" not in asked[0].headers
    assert story.outcomes("steady") == ["changed", "unchanged", "unchanged", "unchanged"]
    assert story.versions("steady") == [1, 1, 1, 1]


def test_a_difference_is_confirmed_by_an_unconditional_second_look(story: Story) -> None:
    first, different, confirming, later = story.asked("changed")[:4]

    assert "if-none-match" in different.headers
    assert (different.status, confirming.status) == (200, 200)
    assert "if-none-match" not in confirming.headers
    assert story.versions("changed") == [1, 2, 2, 2]
    # The validators are those of the accepted answer.
    assert (first.status, later.status) == (200, 304)


def test_a_confirmed_change_is_one_change_and_one_alert_for_each_who_asked(story: Story) -> None:
    (change,) = story.changes_of("changed")

    assert (change["verdict"], change["cause"]) == ("material", "vendor")
    assert "retention" in change["categories"]
    assert change["changes"][0]["after"] == LONGER
    assert (change["from_version"], change["to_version"]) == (1, 2)
    states = {row["subscription"]: row["state"] for row in story.alerts_of("changed")}
    assert states == {"everyone": "sent", "retention": "sent", "digest": "digest"}


def test_a_difference_that_does_not_come_again_is_transient_and_no_version(story: Story) -> None:
    after = story.of("transient", 2)

    assert (after["last_outcome"], after["reason"], after["versions"]) == ("unchanged", "transient", 1)
    assert story.changes_of("transient") == []


def test_a_page_that_never_says_the_same_waits_and_then_goes_out_marked(story: Story) -> None:
    assert story.of("restless", 2)["last_outcome"] == "pending"
    assert story.versions("restless")[:3] == [1, 1, 2]
    assert "unconfirmed" in story.changes_of("restless")[0]["marks"]


@pytest.mark.parametrize("name", ["error", "emptied", "language", "truncated"])
def test_a_page_that_cannot_be_believed_is_held_with_an_incident_at_once(story: Story, name: str) -> None:
    assert story.outcomes(name) == ["changed", "held", "held", "unchanged"]
    assert story.versions(name) == [1, 1, 1, 1]
    assert story.changes_of(name) == []
    assert [story.of(name, look)["health"] for look in (1, 2, 3, 4)] == ["ok", "held", "held", "ok"]
    opened = [story.of(name, look)["incident"] for look in (1, 2, 3, 4)]
    assert opened == [None, opened[1], opened[1], None]
    assert opened[1] is not None
    assert story.of(name, 2)["reason"]
    assert story.of(name, 2)["last_ok"] == story.of(name, 1)["last_ok"]


@pytest.mark.parametrize(
    "name", ["error", "emptied", "language", "truncated", "gone", "robots", "closed-door"]
)
def test_an_incident_is_told_when_it_opens_and_when_it_is_over(story: Story, name: str) -> None:
    (everyone,) = (row for row in story.alerts_of(name, "incident") if row["subscription"] == "everyone")

    assert everyone["state"] == "sent"
    assert len(everyone["deliveries"]) == 2
    ((closed, closing),) = (
        (closed, closing) for who, _, closed, closing in story.incidents if who == key(name)
    )
    assert closed
    assert closing == "a good look again; the text is the one that was kept"


def test_a_tag_filters_incidents_too(story: Story) -> None:
    rows = [row for row in story.alerts if row["subscription"] == "french"]

    assert {row["document"] for row in rows} == {key("language")}
    assert {row["kind"] for row in rows} == {"incident"}


def test_a_held_text_that_stays_is_accepted_after_its_time_with_a_mark(story: Story) -> None:
    assert story.outcomes("shortened") == ["changed", "held", "held", "changed"]
    assert story.versions("shortened") == [1, 1, 1, 2]
    (change,) = story.changes_of("shortened")
    assert "large change, check" in change["marks"]
    assert story.of("shortened", 4)["incident"] is None


def test_a_missing_page_is_an_incident_at_the_second_look(story: Story) -> None:
    assert story.outcomes("gone") == ["changed", "failed", "failed", "unchanged"]
    assert [story.of("gone", look)["health"] for look in (1, 2, 3, 4)] == ["ok", "suspect", "gone", "ok"]
    assert story.of("gone", 2)["incident"] is None
    assert story.changes_of("gone") == []


def test_a_refusal_by_robots_is_obeyed_and_told(story: Story) -> None:
    assert story.outcomes("robots") == ["changed", "refused", "refused", "unchanged"]
    assert story.of("robots", 3)["health"] == "blocked"
    assert len(story.asked("robots")) == 2


def test_an_open_retry_after_is_kept_whatever_is_asked_for(story: Story) -> None:
    assert [request.status for request in story.asked("busy")] == [200, 429]
    assert story.outcomes("busy") == ["changed", "failed", "failed", "failed"]


def test_a_forbidden_page_is_blocked(story: Story) -> None:
    assert story.of("closed-door", 3)["health"] == "blocked"
    assert story.versions("closed-door") == [1, 1, 1, 1]


def test_a_return_from_a_lasting_change_is_told_and_marked(story: Story) -> None:
    there, back = story.changes_of("return")

    assert "return" in back["marks"]
    assert "return" not in there["marks"]
    assert (there["verdict"], back["verdict"]) == ("material", "material")
    told = {row["subscription"] for row in story.alerts_of("return") if row["change"] == there["change"]}
    again = {row["subscription"] for row in story.alerts_of("return") if row["change"] == back["change"]}
    assert told <= again
    assert story.versions("return") == [1, 2, 3, 3]


def test_a_text_that_goes_back_and_forth_is_an_incident_and_no_more_alerts(story: Story) -> None:
    assert story.versions("flapping") == [1, 2, 3, 4]
    assert story.of("flapping", 4)["health"] == "flapping"
    *_, last = story.changes_of("flapping")
    assert last["muted"] == "flapping"
    states = {row["state"] for row in story.alerts_of("flapping") if row["change"] == last["change"]}
    assert states <= {"muted"}
    assert len(story.alerts_of("flapping", "incident")) == 1


def test_several_sources_are_all_or_nothing(story: Story) -> None:
    assert story.outcomes("joined") == ["changed", "failed", "changed", "unchanged"]
    assert story.versions("joined") == [1, 1, 2, 2]
    assert story.of("joined", 2)["reason"].startswith("source 2:")
    (change,) = story.changes_of("joined")
    assert [edit["after"] for edit in change["changes"]][:1] == [LONGER]


def test_a_new_address_keeps_the_document_and_marks_the_change(story: Story) -> None:
    assert story.outcomes("moved") == ["changed", "unchanged", "unchanged", "changed"]
    (change,) = story.changes_of("moved")
    assert "address_changed" in change["marks"]
    assert change["url"].endswith("/new")


def test_another_selection_of_the_same_page_is_no_news(story: Story) -> None:
    assert story.outcomes("narrowed") == ["changed", "unchanged", "unchanged", "unchanged"]
    assert story.versions("narrowed") == [1, 1, 1, 1]
    assert story.changes_of("narrowed") == []


def test_a_document_that_left_the_watchlist_is_retired_and_comes_back_with_its_history(story: Story) -> None:
    assert key("removed") not in story.looks[3]
    back = story.of("removed", 4)
    assert (back["versions"], back["last_outcome"]) == (1, "unchanged")
    assert [request.status for request in story.asked("removed")] == [200, 200, 200]


def test_nobody_is_told_a_thing_twice(story: Story) -> None:
    pairs = [
        (row["subscription"], row["kind"], row.get("change", row.get("incident"))) for row in story.alerts
    ]

    assert len(pairs) == len(set(pairs))
    sent = {one["delivery"] for row in story.alerts for one in row["deliveries"] if one["state"] == "sent"}
    assert len(story.inbox) == len(sent)
    assert all(
        one["attempts"] == 1 for row in story.alerts for one in row["deliveries"] if one["state"] == "sent"
    )


def test_a_digest_waits_for_its_hour(story: Story) -> None:
    rows = [row for row in story.alerts if row["subscription"] == "digest"]

    assert {row["state"] for row in rows} <= {"digest", "muted"}
    assert len({one["message"] for row in rows for one in row["deliveries"]}) == 1


@pytest.mark.parametrize("category", ["sharing", "retention"])
def test_a_category_filter_lets_nothing_else_through(story: Story, category: str) -> None:
    by_change = {row["change"]: row for row in story.changes}
    told = [by_change[row["change"]] for row in story.alerts if row["subscription"] == category]
    wanted = [row for row in story.changes if category in row["categories"]]

    for change in told:
        cited = {edit["category"] for edit in change["changes"]}
        assert category in cited or "return" in change["marks"]
    assert {change["change"] for change in wanted} <= {change["change"] for change in told}


def test_a_difference_is_confirmed_only_when_its_time_has_come(tmp_path: Path) -> None:
    world = World(tmp_path)
    with hosts(1) as (host,), Receiver() as receiver:
        documents = vendor("V", policy_at(host.put("/p", Policy().html)))
        world.write([host], [documents], receiver=receiver, schedule="P1D", confirm_after="PT30M")
        world.run()
        host.put("/p", Policy(retention=LONGER).html)
        world.run()
        assert len(host.asked("/p")) == 1  # not due
        world.run("crawl", "--document", "v/privacy_policy", "--deadline", "PT1M")
        waiting = world.status("v/privacy_policy")
        assert (waiting["last_outcome"], waiting["versions"]) == ("pending", 1)
        assert len(host.asked("/p")) == 2
        world.run()
        assert len(host.asked("/p")) == 2  # its confirmation is not due yet either
        world.sql("UPDATE watch SET next_due = last_look")
        world.run()

        assert world.status("v/privacy_policy")["last_outcome"] == "changed"
        assert len(host.asked("/p")) == 3
        assert len(receiver.messages("inbox")) == 1


def test_the_last_resort_hears_only_what_would_be_lost(tmp_path: Path) -> None:
    world = World(tmp_path)
    with hosts(1) as (host,), Receiver() as receiver:
        vendors = [
            vendor(name, policy_at(host.put(f"/{name}", Policy(vendor=name).html))) for name in ("a", "b")
        ]
        world.write(
            [host],
            vendors,
            receiver=receiver,
            destinations={"ops": receiver.destination("ops")},
            subscriptions=[{"name": "a", "to": ["inbox"], "vendors": ["a"]}],
            fallback="ops",
        )
        world.run()
        host.put("/a", Policy(vendor="a", retention=LONGER).html)
        world.run()
        assert (len(receiver.messages("inbox")), len(receiver.messages("ops"))) == (1, 0)
        sold = "We sell your personal data to advertisers, and we share it with all of our partners."
        host.put("/b", Policy(vendor="b", sharing=sold).html)
        world.run()

        assert world.rows("changes")[-1]["severity"] == "high"
        assert (len(receiver.messages("inbox")), len(receiver.messages("ops"))) == (1, 1)
