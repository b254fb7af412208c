"""What all tests share: both databases, and the corpus where it is at hand."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any
from uuid import uuid4

import pytest
from filelock import FileLock
from sqlalchemy import create_engine, make_url, text
from xdist.scheduler import LoadScopeScheduling

from storage.engine import Store
from storage.schema import open_store

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


class KeepingModulesWhole(LoadScopeScheduling):
    """Sends the tests of a module that sets up something for all of them to one process, all others to any."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if _sets_up(path) else nodeid


@cache
def _sets_up(path: str) -> bool:
    return path.startswith("tests/acceptance/") or 'scope="module"' in (ROOT / path).read_text()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> KeepingModulesWhole:
    """Hand out the tests; the mark `xdist_group` would say the same, but has no effect with pytest 9.2."""
    return KeepingModulesWhole(config, log)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages and changes beside the checkout."""
    if not CORPUS.is_dir():
        pytest.skip(f"needs the corpus at ../shared/corpus beside {ROOT.name}")
    return CORPUS


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: one named by the environment, an installed one's own cluster, or a wheel's."""
    given = os.environ.get("CLAUSEWATCH_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    # Not below pytest's own folder: each new test session closes that to other users, and as root the server is one.
    with TemporaryDirectory(prefix="clausewatch-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        # initdb refuses to run as root; the wheel brings its own way around that.
        has_server = shutil.which("initdb") and shutil.which("pg_ctl") and os.geteuid() != 0
        yield from _installed_cluster(folder) if has_server else _wheel_cluster(folder)


def _installed_cluster(folder: Path) -> Iterator[str]:
    data = folder / "data"
    subprocess.run(
        ["initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], check=True, capture_output=True
    )
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    start = ["pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        subprocess.run(["pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, capture_output=True)


def _wheel_cluster(folder: Path) -> Iterator[str]:
    # Where the wheel keeps its lock file; without it, it warns and takes a folder that all runs share.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pgserver

    # As root it makes a system user for the server, which two workers must not do at the same moment.
    with FileLock(Path(gettempdir()) / "clausewatch-tests-postgres.lock"):
        server = pgserver.get_server(folder / "data")
    try:
        _hurry(server.get_uri())
        yield server.get_uri()
    finally:
        server.cleanup()


def _hurry(url: str) -> None:
    """Let the cluster skip the disk: it lives as long as the tests, and no test cuts the power."""
    admin = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()


@contextmanager
def empty_postgres(server: str, template: str = "template0") -> Iterator[str]:
    """Make a database of its own on *server*, empty or a copy of *template*; gives its URL."""
    name = f"clausewatch_{uuid4().hex[:12]}"
    admin = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}"))
    try:
        yield str(admin.url.set(drivername="postgresql", database=name).render_as_string(hide_password=False))
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of its own."""
    with empty_postgres(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest schema, to be copied: migrations take ten times as long as that."""
    path: Path = tmp_path_factory.mktemp("template") / "clausewatch.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a database with the newest schema, to be copied."""
    with empty_postgres(postgres_server) as url:
        open_store(url).close()
        yield str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database, empty unless the test has a `store`; the test runs once on each kind."""
    has_schema = "store" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "clausewatch.db"
        if has_schema:
            shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    elif has_schema:
        template: str = request.getfixturevalue("postgres_template")
        with empty_postgres(request.getfixturevalue("postgres_server"), template) as url:
            yield url
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A database with the newest schema and nothing in it; the test runs once on each kind."""
    store = open_store(database_url)
    yield store
    store.close()
