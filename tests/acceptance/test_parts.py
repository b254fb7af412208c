"""Policies that are a part of a page, or stand in a frame of it: asked for over real connections."""

from pathlib import Path

from monitor.pipeline.extraction.frames import MAX_FRAMES
from tests.acceptance.site import hosts
from tests.acceptance.world import World, policy_at, vendor
from tests.monitor.extraction.pages import PARAGRAPHS, body, policy

AROUND = (
    '<h1>Privacy notice</h1><iframe src="/frame.html"></iframe><iframe src="http://192.0.2.1/ad"></iframe>'
)
TERMS = "<h1 id=terms>Terms of use</h1><p>You may return every plant within fourteen days of its arrival here.</p>"


def test_a_framed_policy_is_fetched_tried_and_shown(tmp_path: Path) -> None:
    world = World(tmp_path / "watch")
    with hosts(1) as (host,):
        url = host.put("/privacy", body(AROUND))
        host.put("/frame.html", body(f"<main>{policy()}</main>"))
        world.write([host], [vendor("Fernleaf", policy_at(url))])
        assert "192.0.2.1" not in world.run("check", "--fetch").err
        assert len(host.asked("/frame.html")) == 1
        world.run()
        assert len(host.asked("/frame.html")) == 2
    text = world.run("show", "fernleaf/privacy_policy").out
    assert [part for part in PARAGRAPHS if part not in text] == []


def test_a_page_of_frames_costs_its_site_no_more_than_the_bound(tmp_path: Path) -> None:
    world = World(tmp_path / "watch")
    with hosts(1) as (host,):
        frames = "".join(f'<iframe src="/frame{n}.html"></iframe>' for n in range(20))
        url = host.put("/privacy", body(frames))
        for n in range(20):
            host.put(f"/frame{n}.html", body(frames))
        world.write([host], [vendor("Fernleaf", policy_at(url))])
        world.run()
        paths = [request.path for request in host.requests]
    assert sum(path.startswith("/frame") for path in paths) == MAX_FRAMES
    assert world.status("fernleaf/privacy_policy")["last_outcome"] == "held"


def test_robots_txt_speaks_for_frames_as_for_pages(tmp_path: Path) -> None:
    world = World(tmp_path / "watch")
    with hosts(1) as (host,):
        host.put("/robots.txt", "User-agent: *\nDisallow: /frame\n", content_type="text/plain")
        url = host.put("/privacy", body(AROUND))
        host.put("/frame.html", body(policy()))
        world.write([host], [vendor("Fernleaf", policy_at(url))])
        world.run()
        assert host.asked("/frame.html") == []
    row = world.status("fernleaf/privacy_policy")
    assert (row["last_outcome"], row["reason"].startswith("frame: ")) == ("refused", True)


def test_two_policies_of_one_page_are_two_documents_by_their_fragments(tmp_path: Path) -> None:
    world = World(tmp_path / "watch")
    with hosts(1) as (host,):
        inner = policy().replace("<h1>", "<h1 id=privacy>")
        url = host.put("/legal", body(f"<main>{inner}{TERMS}</main>"))
        terms = {"type": "terms", "url": f"{url}#terms"}
        world.write([host], [vendor("Fernleaf", policy_at(f"{url}#privacy"), terms)])
        world.run()
        assert all("#" not in request.path for request in host.requests)
    privacy, returns = (world.run("show", f"fernleaf/{kind}").out for kind in ("privacy_policy", "terms"))
    assert [part for part in PARAGRAPHS if part not in privacy] == []
    assert ("return every plant" in privacy, "return every plant" in returns) == (False, True)
