"""Settings from the file and from the environment."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.load import load_settings
from monitor.config.subscriptions import generated_name, resolve_destinations
from monitor.domain.errors import ConfigurationError, WatchlistError
from monitor.domain.watchlist import Settings, Watchlist


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clausewatch.yaml"
    path.write_text(
        "settings: {timezone: Europe/Paris, fetch: {timeout: 5, delay: 2}}\nvendors: [{nme: A}]\nbogus: 1\n"
    )
    return path


def test_settings_need_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    assert load_settings(None, {}) == Settings(database_url=f"sqlite:///{tmp_path}/clausewatch.db")


def test_settings_do_not_care_about_mistakes_elsewhere(file: Path):
    assert load_settings(file, {}).timezone == "Europe/Paris"


def test_the_environment_overrides_the_file(file: Path):
    environ = {
        "CLAUSEWATCH_DATABASE_URL": "postgresql://me@db/watch",
        "CLAUSEWATCH_TIMEZONE": "UTC",
        "CLAUSEWATCH_CONFIRM_AFTER": "PT1M",
        "CLAUSEWATCH_FETCH__TIMEOUT": "7.5",
        "CLAUSEWATCH_FETCH__ALLOW_PRIVATE": '["127.0.0.1:8800", "10.0.0.0/8"]',
        "CLAUSEWATCH_NOTIFY__ALLOW_PRIVATE": "10.1.2.3:25, 10.1.2.4:25",
    }

    settings = load_settings(file, environ)

    assert settings.database_url == "postgresql://me@db/watch"
    assert settings.timezone == "UTC"
    assert settings.confirm_after == timedelta(minutes=1)
    assert (settings.fetch.timeout, settings.fetch.delay) == (7.5, 2)
    assert settings.fetch.allow_private == ("127.0.0.1:8800", "10.0.0.0/8")
    assert settings.notify_allow_private == ("10.1.2.3:25", "10.1.2.4:25")


def test_an_empty_variable_is_not_set(file: Path):
    assert load_settings(file, {"CLAUSEWATCH_TIMEZONE": ""}).timezone == "Europe/Paris"


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        (
            "CLAUSEWATCH_FETCH__TIMEOUT",
            "fast",
            "environment variable CLAUSEWATCH_FETCH__TIMEOUT: expected a number",
        ),
        (
            "CLAUSEWATCH_FETCH__ALLOW_PRIVATE",
            "[1,",
            "environment variable CLAUSEWATCH_FETCH__ALLOW_PRIVATE: ",
        ),
        (
            "CLAUSEWATCH_FETCH__TIMEOUTT",
            "5",
            "CLAUSEWATCH_FETCH__TIMEOUTT is no setting; did you mean CLAUSEWATCH_FETCH__",
        ),
        (
            "CLAUSEWATCH_FETCH__WHATEVER",
            "5",
            "environment variable CLAUSEWATCH_FETCH__WHATEVER is no setting",
        ),
        (
            "CLAUSEWATCH_DATABASE",
            "x",
            "CLAUSEWATCH_DATABASE is no setting; did you mean CLAUSEWATCH_DATABASE_URL?",
        ),
        ("CLAUSEWATCH_FETCH_TIMEOUT", "5", "did you mean CLAUSEWATCH_FETCH__TIMEOUT?"),
    ],
)
def test_a_wrong_variable_is_named(file: Path, variable: str, value: str, problem: str):
    with pytest.raises(WatchlistError) as caught:
        load_settings(file, {variable: value})

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "variable",
    [
        "CLAUSEWATCH_CONFIG",
        "CLAUSEWATCH_DEBUG",
        "CLAUSEWATCH_TEST_DATABASE_URL",
        "CLAUSEWATCH_HOME",
        "FETCH__X",
    ],
)
def test_variables_that_are_no_settings_are_left_alone(file: Path, variable: str):
    assert load_settings(file, {variable: "anything"}).fetch.timeout == 5


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///data/watch.db", "sqlite:///{folder}/data/watch.db"),
        ("sqlite:///watch.db?timeout=5", "sqlite:///{folder}/watch.db?timeout=5"),
        ("sqlite+pysqlite:///watch.db", "sqlite+pysqlite:///{folder}/watch.db"),
        ("sqlite:////var/lib/watch.db", "sqlite:////var/lib/watch.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite://", "sqlite://"),
        ("postgresql+psycopg://db/x", "postgresql+psycopg://db/x"),
    ],
)
def test_a_database_file_stands_beside_the_watchlist(file: Path, url: str, expected: str):
    settings = load_settings(file, {"CLAUSEWATCH_DATABASE_URL": url})

    assert settings.database_url == expected.replace("{folder}", str(file.parent))


def test_a_relative_path_of_a_relative_file_is_made_absolute(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(file.parent)

    settings = load_settings(Path(file.name), {"CLAUSEWATCH_FETCH__CA_FILE": "ca.pem"})

    assert settings.fetch.ca_file == str(file.parent / "ca.pem")


class TestDestinations:
    def test_references_are_looked_up_only_when_asked_for(self, tmp_path: Path):
        (tmp_path / "ops").write_text("json://ops.example/TOKEN\n")
        watchlist = Watchlist(
            destinations={
                "a": "mailto://a.example",
                "b": "env:B_URL",
                "c": f"file:{tmp_path}/ops",
                "d": "env:MISSING",
            }
        )

        found = resolve_destinations(watchlist, {"B_URL": "json://b.example"}, ["a", "b", "c"])

        assert found == {"a": "mailto://a.example", "b": "json://b.example", "c": "json://ops.example/TOKEN"}

    def test_each_destination_without_its_secret_is_named_and_no_secret_is_shown(self, tmp_path: Path):
        (tmp_path / "empty").touch()
        (tmp_path / "odd").write_text("HUSH")
        (tmp_path / "binary").write_bytes(b"\xff\xfeHUSH")
        destinations = {name: f"file:{tmp_path}/{name}" for name in ("none", "empty", "odd", "binary")}
        watchlist = Watchlist(destinations={**destinations, "unset": "env:NOT_SET", "wrong": "env:WRONG"})

        with pytest.raises(ConfigurationError) as caught:
            resolve_destinations(watchlist, {"WRONG": "HUSH"})

        lines = str(caught.value).splitlines()
        assert [line.split(":")[0] for line in lines] == [
            f"destination '{name}'" for name in ("none", "empty", "odd", "binary", "unset", "wrong")
        ]
        assert "No such file" in lines[0]
        assert "HUSH" not in str(caught.value)

    def test_generated_names_are_the_same_in_every_release_and_differ_by_address(self):
        assert generated_name("json://a") == "json-5ea8d8a4"
        assert generated_name("json://a") != generated_name("json://b")
