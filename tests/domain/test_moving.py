"""Where a redirect leads."""

import pytest

from monitor.domain.fetching import Hop
from monitor.domain.moving import moved_for_good, redirect_doubt

SITE = "https://fernleaf.example"


@pytest.mark.parametrize(
    ("asked", "answered", "doubt"),
    [
        ("/legal/privacy", "/", "home page"),
        ("/legal/privacy", "/en/", "home page"),
        ("/legal/privacy", "/index.html", "home page"),
        ("/privacy", "/login?next=/privacy", "log-in"),
        ("/privacy", "/account/sign-in", "log-in"),
        ("/privacy", "/consent?to=/privacy", "consent"),
        ("/en/privacy", "/fr/privacy", "another language (fr instead of en)"),
        ("/en-gb/privacy", "/de-de/datenschutz", "another language (de instead of en)"),
        ("/privacy", "/legal/privacy-policy", None),
        ("/privacy", "/en/privacy", None),
        ("/en/privacy", "/en-us/privacy", None),
        ("/", "/", None),
        ("/login-policy", "/legal/login-policy", None),
        ("/legal/author", "/legal/authors", None),
    ],
)
def test_a_redirect_is_doubted_by_where_it_leads(asked: str, answered: str, doubt: str | None) -> None:
    found = redirect_doubt(SITE + asked, SITE + answered)
    assert found is None if doubt is None else doubt in (found or "")


def test_a_host_of_its_own_for_logging_in_is_doubted() -> None:
    assert "log-in" in (redirect_doubt(f"{SITE}/dpa", "https://sso.fernleaf.example/?to=dpa") or "")


@pytest.mark.parametrize(
    ("statuses", "is_for_good"), [((301,), True), ((301, 308), True), ((301, 302), False), ((), False)]
)
def test_only_permanent_redirects_all_the_way_are_a_move(
    statuses: tuple[int, ...], is_for_good: bool
) -> None:
    assert moved_for_good([Hop(status, SITE) for status in statuses]) is is_for_good
