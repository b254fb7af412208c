"""A page that is gone, on a real site: what is proposed, and who sees it."""

import gzip

from monitor.demo.receiver import Receiver
from tests.acceptance.site import Host, Policy, around
from tests.acceptance.test_discover import sitemap
from tests.acceptance.world import World, policy_at, vendor

KEY = "quill/privacy_policy"


def lose(world: World, host: Host, receiver: Receiver) -> None:
    """Watch a page, and look at it twice after it is gone."""
    host.put("/privacy", Policy().html)
    world.write(
        [host], [vendor("Quill", policy_at(host.url("/privacy")), homepage=host.url("/"))], receiver=receiver
    )
    world.run()
    del host.pages["/privacy"]
    world.run()
    assert host.asked("/") == []
    world.run("crawl", "--document", KEY)
    world.run("deliver")


def test_the_new_address_is_in_the_incident_the_status_and_the_message(world: World, host: Host) -> None:
    new = host.put("/legal/privacy-notice", Policy().html)
    host.put("/", around("Quill", '<footer><a href="/legal/privacy-notice">Privacy notice</a></footer>'))
    with Receiver() as receiver:
        lose(world, host, receiver)
        said = f"its new address is likely {new}"
        assert said in world.status(KEY)["reason"]
        ((detail,),) = world.sql("SELECT detail FROM incident")
        assert said in detail
        (message,) = receiver.messages("inbox")
        assert "/legal/privacy-notice" in str(message)
    world.run("crawl", "--document", KEY)
    assert len(host.asked("/")) == 1


def test_a_packed_sitemap_named_by_robots_txt_is_read_and_rules_hold(world: World, host: Host) -> None:
    new = host.put("/documents/privacy-policy", Policy().html)
    host.put("/private/privacy", Policy().html)
    host.put(
        "/map.xml.gz",
        gzip.compress(sitemap(host.url("/private/privacy"), new).encode()),
        content_type="application/gzip",
    )
    lines = f"User-agent: *\nDisallow: /private\nSitemap: {host.url('/map.xml.gz')}\n"
    host.put("/robots.txt", lines, content_type="text/plain")
    with Receiver() as receiver:
        lose(world, host, receiver)
    assert f"likely {new} (named in the sitemap)" in world.status(KEY)["reason"]
    assert host.asked("/private/privacy") == []
