"""What changes by our own doing is never told as the vendor's, and never hides what the vendor did."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from monitor.domain.sending import Sending, Sent
from monitor.domain.watchlist import Source
from storage.models import ReadingRow
from tests.monitor.pipeline.world import (
    DAY,
    MINUTE,
    PARAGRAPHS,
    URL,
    Bench,
    edited,
    html,
    page,
    watchlist,
)

# What decides what a server sends beside the address: each of these is a setting of ours.
OTHER_ASKING = [
    pytest.param({"locale": "en-GB"}, id="locale"),
    pytest.param({"sending": Sending(headers=(Sent("X-Region", "env:REGION"),))}, id="header"),
    pytest.param({"sending": Sending(cookies=(Sent("consent", "yes"),))}, id="cookie"),
    pytest.param({"sending": Sending(user_agent="Example/1.0")}, id="user agent"),
]

FRENCH = (
    "Cette page explique quelles données personnelles Fernleaf conserve sur les clients de la boutique.",
    "Nous collectons votre nom, votre adresse postale et la liste des plantes que vous avez commandées.",
    "Nous conservons les données de votre compte pendant trente jours après sa fermeture, puis les effaçons.",
    "Notre transporteur reçoit votre adresse pour la livraison et la supprime après l'arrivée du colis.",
    "Nous ne vendons pas vos données personnelles et ne les partageons avec personne sans ordre d'un juge.",
    "Vous pouvez demander une copie de vos données, leur correction ou leur suppression par écrit.",
    "Les plaintes peuvent être adressées à l'autorité de contrôle du pays où vous vivez ou travaillez.",
)
PROMO = "<p class=promo>Until Sunday every fern in our shop costs only half of what it usually costs.</p>"


def with_promo(paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    return html(paragraphs).replace(b"</main>", PROMO.encode() + b"</main>")


def upgraded(bench: Bench) -> None:
    bench.rules = replace(bench.rules, extractor="2")


def readings(bench: Bench) -> Any:
    with bench.store.read() as session:
        return session.scalar(select(func.count()).select_from(ReadingRow))


def without_promo(bench: Bench) -> None:
    bench.follow(watchlist(Source(URL, remove=(".promo",))))


def test_a_new_selector_alone_is_no_change(bench: Bench) -> None:
    bench.see(page(with_promo()))
    without_promo(bench)
    assert bench.see(page(with_promo()), after=DAY).settled.outcome == "unchanged"
    assert (len(bench.history()), bench.changes(), bench.alerts()) == (1, [], [])


def test_a_new_selector_does_not_hide_what_the_vendor_changed_meanwhile(bench: Bench) -> None:
    bench.see(page(with_promo()))
    without_promo(bench)
    assert bench.see(page(with_promo(edited())), after=DAY).settled.outcome == "pending"
    assert bench.see(page(with_promo(edited())), after=10 * MINUTE).settled.outcome == "changed"
    (change,) = bench.changes()
    assert (change["cause"], change["verdict"]) == ("vendor", "material")
    assert [edit["category"] for edit in change["changes"]] == ["retention"]
    assert bench.alerts() == [("change", "pending")]


def test_a_newer_extractor_alone_is_no_change(bench: Bench) -> None:
    bench.see(page())
    upgraded(bench)
    assert bench.see(page(html(token="b")), after=DAY).settled.outcome == "unchanged"
    assert (len(bench.history()), bench.changes()) == (1, [])


def test_an_old_page_is_read_by_a_newer_extractor_once(bench: Bench) -> None:
    bench.see(page())
    upgraded(bench)
    bench.see(page(html(token="b")), after=DAY)
    count = readings(bench)
    bench.see(page(html(token="c")), after=DAY)
    assert readings(bench) == count
    assert bench.observations()[-1].same_as_id is not None


def test_a_newer_extractor_does_not_hide_what_the_vendor_changed_meanwhile(bench: Bench) -> None:
    bench.see(page())
    upgraded(bench)
    bench.accept(html(edited()))
    (change,) = bench.changes()
    assert (change["cause"], change["verdict"]) == ("vendor", "material")


def test_a_difference_that_waits_is_confirmed_across_an_upgrade(bench: Bench) -> None:
    bench.see(page())
    bench.see(page(html(edited())), after=DAY)
    upgraded(bench)
    assert bench.see(page(html(edited())), after=10 * MINUTE).settled.outcome == "changed"


@pytest.mark.parametrize("asking", OTHER_ASKING)
def test_another_way_of_asking_gives_a_new_baseline_and_no_alert(
    bench: Bench, asking: dict[str, Any]
) -> None:
    bench.see(page())
    bench.follow(watchlist(**asking))
    french = (
        html(FRENCH).replace(b"lang=en", b"lang=fr").replace(b"Privacy notice", b"Confidentialit\xc3\xa9")
    )
    assert bench.see(page(french), after=DAY).settled.outcome == "pending"
    assert bench.see(page(french), after=10 * MINUTE).settled.outcome == "changed"
    (change,) = bench.changes()
    assert change["cause"] == "configuration"
    assert change["muted"]
    assert {state for _, state in bench.alerts()} <= {"muted"}


def test_a_language_that_changes_by_itself_is_held(bench: Bench) -> None:
    bench.see(page())
    french = (
        html(FRENCH).replace(b"lang=en", b"lang=fr").replace(b"Privacy notice", b"Confidentialit\xc3\xa9")
    )
    assert bench.see(page(french), after=DAY).settled.outcome == "held"


@pytest.mark.parametrize("asking", OTHER_ASKING)
def test_another_way_of_asking_that_changed_nothing_does_not_hide_a_later_change_of_the_vendor(
    bench: Bench, asking: dict[str, Any]
) -> None:
    bench.see(page())
    bench.follow(watchlist(**asking))
    assert bench.see(page(), after=DAY).settled.outcome == "unchanged"
    bench.accept(html(edited()))
    (change,) = bench.changes()
    assert (change["cause"], change["muted"]) == ("vendor", None)
    assert bench.alerts() == [("change", "pending")]


@pytest.mark.parametrize("asking", OTHER_ASKING)
def test_another_way_of_asking_is_used_at_once_and_unconditionally(
    bench: Bench, asking: dict[str, Any]
) -> None:
    bench.see(page(etag='"1"'))
    bench.follow(watchlist(**asking))
    assert bench.watch().next_due is None
    assert bench.source().etag is None


def test_a_new_address_keeps_the_document_and_marks_its_next_change(bench: Bench) -> None:
    moved = "https://fernleaf.example/legal"
    bench.see(page())
    bench.follow(watchlist(Source(moved)))
    assert bench.see(page(url=moved), after=DAY).settled.outcome == "unchanged"
    for after in (DAY, 10 * MINUTE):
        bench.see(page(html(edited()), url=moved), after=after)
    (change,) = bench.changes()
    assert (change["cause"], change["marks"]) == ("vendor", ["address_changed"])
