"""Finding a vendor's policies by its site."""

from pathlib import Path

import pytest

from tests.acceptance.site import Host, Policy, around, hosts
from tests.acceptance.world import World, one_line


def sitemap(*urls: str, prolog: str = "") -> str:
    places = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?>{prolog}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'


@pytest.fixture
def site(host: Host) -> Host:
    """A site with a policy in its footer, one in its sitemap, one at a usual path, and a few traps."""
    host.put("/legal/privacy-notice", Policy().html)
    host.put("/documents/terms-of-service", Policy(vendor="Terms").html)
    host.put("/dpa", Policy(vendor="Processing").html)
    host.put("/cookie-policy", around("Page not found", "<p>There is nothing here.</p>"))
    footer = '<footer><a href="/legal/privacy-notice">Privacy notice</a> <a href="/cookie-policy">Cookies</a></footer>'
    host.put("/", around("Welcome", "<p>We sell plants.</p>").replace("</main>", f"</main>{footer}"))
    host.put("/sitemap.xml", sitemap(host.url("/documents/terms-of-service"), host.url("/plants")))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    host.put("/more.xml", sitemap(host.url("/security-policy"), prolog=bomb))
    host.put("/robots.txt", f"Sitemap: {host.url('/more.xml')}\n", content_type="text/plain")
    return host


def test_policies_are_found_by_the_footer_the_sitemap_and_the_usual_paths(world: World, site: Host) -> None:
    world.write([site], [])
    rows = world.rows("discover", site.url("/"))
    assert {row["type"]: (row["url"], row["found_in"], row["confidence"]) for row in rows} == {
        "privacy_policy": (site.url("/legal/privacy-notice"), "footer", "high"),
        "terms": (site.url("/documents/terms-of-service"), "sitemap", "medium"),
        "dpa": (site.url("/dpa"), "usual path", "low"),
    }
    assert site.asked("/security-policy") == []


def test_links_to_other_sites_are_not_followed(world: World, site: Host) -> None:
    with hosts(1) as (other,):
        there = other.url("/privacy").replace("127.0.0.1", "localhost")
        site.put("/", around("Welcome", f'<footer><a href="{there}">Privacy policy</a></footer>'))
        world.write([site, other], [])
        world.run("discover", site.url("/"), code=0)
        assert other.requests == []


def test_what_is_found_at_many_sites_can_be_reviewed_and_imported(
    world: World, site: Host, tmp_path: Path
) -> None:
    world.write([site], [])
    (tmp_path / "sites.csv").write_text(
        f"name,homepage\nFernleaf,{site.url('/')}\nNobody,http://127.0.0.1:9\n"
    )
    done = world.run("discover", "--csv", "sites.csv", "--format", "csv", code=1)
    assert "127.0.0.1:9" in done.err
    reviewed = [line for line in done.out.splitlines() if not line.startswith("Nobody")]
    (tmp_path / "found.csv").write_text("\n".join(reviewed) + "\n")
    world.run("import", "csv", "found.csv")
    world.run("run")
    assert {row["document"] for row in world.rows("status")} == {
        "fernleaf/privacy_policy",
        "fernleaf/terms",
        "fernleaf/dpa",
    }


def test_a_mistaken_call_says_what_is_missing(world: World) -> None:
    assert "--csv" in one_line(world.call("discover"), 2)
    assert "no site" in one_line(world.call("discover", "ftp://fernleaf.example"), 2)
