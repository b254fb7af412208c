"""Headers and cookies of a document, from the watchlist to the host and nowhere else."""

from pathlib import Path

from tests.acceptance.site import Host, Policy
from tests.acceptance.world import World, policy_at, vendor

SECRETS = {"EXAMPLE_TOKEN": "Bearer HUSH-0123456789", "EXAMPLE_COOKIE": "HUSH-cookie-0123456789"}


def watch(world: World, host: Host, **traits: object) -> None:
    world.write(
        [host],
        [vendor("Quill", policy_at(host.url("/p"), **traits), policy_at(host.url("/q"), qualifier="b"))],
    )


def asking(**other: object) -> dict[str, object]:
    return {
        "headers": {"Authorization": "env:EXAMPLE_TOKEN"},
        "cookies": {"consent": "env:EXAMPLE_COOKIE"},
        **other,
    }


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_secrets_reach_the_host_and_nothing_else(world: World, host: Host) -> None:
    policy = Policy()
    host.put("/p", policy.html, headers=(("Set-Cookie", f"consent={SECRETS['EXAMPLE_COOKIE']}"),))
    host.put("/q", policy.html)
    watch(world, host, **asking())
    said = [world.call("--debug", "--log-format", "json", "run", **SECRETS)]
    (asked,) = host.asked("/p")
    assert (asked.headers["authorization"], asked.headers["cookie"]) == (
        SECRETS["EXAMPLE_TOKEN"],
        f"consent={SECRETS['EXAMPLE_COOKIE']}",
    )
    assert "authorization" not in host.asked("/q")[0].headers
    said += [
        world.call(*words, "--format", "json", **SECRETS) for words in (["status"], ["check", "--fetch"])
    ]
    assert [done.code for done in said] == [0, 0, 0]
    told = "".join(done.out + done.err for done in said)
    assert "HUSH" not in told
    assert b"HUSH" not in everything_in(world.folder)


def test_an_unset_variable_is_told_and_the_other_documents_are_watched(world: World, host: Host) -> None:
    host.put("/q", Policy().html)
    watch(world, host, **asking())
    done = world.run("run", "--format", "table")
    lines = world.file.read_text().splitlines()
    (number,) = (n for n, line in enumerate(lines, 1) if "env:EXAMPLE_TOKEN" in line)
    told = f"{world.file.name}:{number}:{lines[number - 1].index('env:') + 1}: 'Authorization': "
    assert any(told + "environment variable EXAMPLE_TOKEN is not set" in line for line in done.told), done.err
    assert world.status("quill/privacy_policy.b")["last_outcome"] == "changed"
    row = world.status("quill/privacy_policy")
    assert (row["last_outcome"], "EXAMPLE_TOKEN is not set" in row["reason"]) == ("failed", True)
    assert host.asked("/p") == []
    world.run("crawl", "--document", "quill/privacy_policy")
    assert world.status("quill/privacy_policy")["incident"] is not None
    assert "EXAMPLE_TOKEN is not set" in world.call("check", "--fetch").out


def test_what_is_sent_is_our_own_setting(world: World, host: Host) -> None:
    host.put("/q", Policy().html)
    watch(world, host)
    world.run()
    host.put(
        "/p", Policy(retention="We keep your account data for 99 years after you close your account.").html
    )
    watch(world, host, headers={"X-Region": "eu"}, user_agent="Example/1.0")
    world.run()
    (change,) = world.rows("changes")
    assert change["cause"] == "configuration"
    assert host.asked("/p")[-1].headers["user-agent"] == "Example/1.0"
    assert host.asked("/robots.txt")[-1].headers["user-agent"].startswith("Clausewatch/")
