"""When a document is due again."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.schedule import BACK_OFF, after_bad_look, check_cron, next_due

NOON = datetime(2025, 6, 2, 12, 0, 30, tzinfo=UTC)  # a Monday

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
cron_lines = st.sampled_from(
    ["0 6 * * *", "30 2 * * *", "*/15 * * * *", "0 0 1 * *", "15 1,2,3 * * 0", "0 */6 * * 1-5"]
)


def test_an_interval_is_elapsed_time():
    assert next_due(timedelta(days=1), NOON, "Europe/Paris") == NOON + timedelta(hours=24)


def test_an_interval_stays_elapsed_time_when_clocks_change():
    before = datetime(2025, 3, 29, 12, tzinfo=UTC)

    assert next_due(timedelta(days=1), before, "Europe/Paris") == before + timedelta(hours=24)


def test_a_cron_line_is_read_in_the_time_zone():
    assert next_due("0 6 * * *", NOON, "Europe/Paris") == datetime(2025, 6, 3, 4, tzinfo=UTC)
    assert next_due("0 6 * * *", NOON, "America/New_York") == datetime(2025, 6, 3, 10, tzinfo=UTC)


def test_a_cron_line_is_never_due_at_the_moment_of_the_look_itself():
    at_six = datetime(2025, 6, 2, 6, 0, 0, tzinfo=UTC)

    assert next_due("0 6 * * *", at_six, "UTC") == at_six + timedelta(days=1)
    assert next_due("0 6 * * *", at_six - timedelta(microseconds=1), "UTC") == at_six


def test_a_time_that_the_clock_change_skips_comes_right_after_the_gap():
    evening = datetime(2025, 3, 29, 20, tzinfo=UTC)  # Paris skips 02:00 to 03:00 in the next night

    assert next_due("30 2 * * *", evening, "Europe/Paris") == datetime(2025, 3, 30, 1, 0, tzinfo=UTC)


def test_a_time_that_the_clock_change_repeats_comes_once():
    evening = datetime(2025, 10, 25, 20, tzinfo=UTC)  # Paris has 02:30 twice in the next night
    first = next_due("30 2 * * *", evening, "Europe/Paris")

    assert first == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert next_due("30 2 * * *", first, "Europe/Paris") == datetime(2025, 10, 27, 1, 30, tzinfo=UTC)


def test_a_look_within_the_repeated_hour_is_not_followed_by_an_earlier_one():
    second_pass = datetime(2032, 10, 31, 1, 0, tzinfo=UTC)  # 02:00 in Paris, for the second time
    assert next_due("30 2 * * *", second_pass, "Europe/Paris") == datetime(2032, 11, 1, 1, 30, tzinfo=UTC)


@given(moments, zones, cron_lines | st.timedeltas(timedelta(minutes=1), timedelta(days=90)))
def test_due_is_later_than_the_look_and_in_utc(last: datetime, zone: str, schedule: str | timedelta):
    due = next_due(schedule, last, zone)

    assert due > last
    assert due.tzinfo is UTC


@given(moments, zones, cron_lines, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_a_later_look_is_never_due_earlier(last: datetime, zone: str, line: str, later: timedelta):
    assert next_due(line, last, zone) <= next_due(line, last + later, zone)


def test_a_look_in_another_time_zone_means_the_same_moment():
    elsewhere = NOON.astimezone(timezone(timedelta(hours=9)))

    assert next_due("0 6 * * *", elsewhere, "Europe/Paris") == next_due("0 6 * * *", NOON, "Europe/Paris")


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="aware"):
        next_due(timedelta(days=1), NOON.replace(tzinfo=None), "UTC")
    with pytest.raises(ValueError, match="aware"):
        after_bad_look(1, timedelta(days=1), NOON.replace(tzinfo=None), "UTC")


def test_bad_looks_are_repeated_after_one_hour_then_six_then_by_the_schedule():
    due = [after_bad_look(streak, timedelta(days=1), NOON, "UTC") - NOON for streak in (1, 2, 3, 4)]

    assert due == [timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=1)]
    assert (timedelta(hours=1), timedelta(hours=6)) == BACK_OFF
    assert after_bad_look(3, "0 6 * * *", NOON, "UTC") == datetime(2025, 6, 3, 6, tzinfo=UTC)


def test_a_streak_starts_at_one():
    with pytest.raises(ValueError, match="at least 1"):
        after_bad_look(0, timedelta(days=1), NOON, "UTC")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("0 6 * * *", None),
        ("*/15 8-18 * * MON-FRI", None),
        ("0 0 29 2 *", None),
        ("0 0 L * *", None),
        ("0 6 * *", "five fields"),
        ("0 0 6 * * *", "five fields"),
        ("", "five fields"),
        ("60 6 * * *", "bad minute"),
        ("0 24 * * *", "bad hour"),
        ("0 6 * 13 *", "bad month"),
        ("0 6 * * MOON", "bad day-of-week"),
        ("0 0 30 2 *", "bad day-of-month"),
        ("*/0 * * * *", "bad minute"),
    ],
)
def test_a_cron_line_says_what_is_wrong_with_it(line: str, problem: str | None):
    found = check_cron(line)

    assert (found is None) if problem is None else (found is not None and problem in found)


def test_a_wrong_cron_line_or_time_zone_is_a_value_error():
    with pytest.raises(ValueError, match="bad hour"):
        next_due("0 25 * * *", NOON, "UTC")
    with pytest.raises(ValueError, match="Nowhere/Land"):
        next_due("0 6 * * *", NOON, "Nowhere/Land")
