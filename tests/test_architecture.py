"""The walls of the house: who may import whom, and how large a room may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("crawler", "monitor", "notifiers", "storage")
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50

# room: what it may import of the house, and of the world beyond the standard library.
RULES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "monitor/domain": (("monitor.domain",), ("babel", "cronsim", "diff_match_patch", "rapidfuzz", "regex")),
    "storage": (
        ("monitor.domain", "storage"),
        ("alembic", "backports", "compression", "filelock", "sqlalchemy"),
    ),
    "crawler": (
        ("monitor.domain", "crawler"),
        (
            "OpenSSL",
            "brotli",
            "idna",
            "backports",
            "compression",
            "playwright",
            "protego",
            "scrapy",
            "service_identity",
            "twisted",
            "w3lib",
            "zope",
        ),
    ),
    "notifiers": (
        ("monitor.domain", "storage", "notifiers"),
        ("apprise", "jinja2", "markupsafe", "nh3", "requests", "sqlalchemy", "urllib3"),
    ),
    "monitor/config": (
        ("monitor.domain", "monitor.config"),
        ("cssselect", "pydantic", "pydantic_core", "sqlalchemy", "yaml"),
    ),
    "monitor/pipeline": (
        ("monitor.domain", "monitor.config", "monitor.pipeline", "crawler", "notifiers", "storage"),
        (
            *(
                "babel",
                "charset_normalizer",
                "cssselect",
                "dateparser",
                "htmldate",
                "lxml",
                "lxml_html_clean",
                "mammoth",
            ),
            *("py3langid", "pypdfium2", "sqlalchemy", "trafilatura", "w3lib"),
        ),
    ),
    "monitor/cli": (
        ("monitor.domain", "monitor.config", "monitor.pipeline", "monitor.cli"),
        ("rich", "typer"),
    ),
    # The demo is a user of the product: it calls the command, and shares but words and word differences with it.
    "monitor/demo": (("monitor.demo", "monitor.domain"), ("jinja2", "rich")),
}


def python_files() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def room_of(path: Path) -> str | None:
    name = path.relative_to(ROOT).as_posix()
    return next((room for room in RULES if name.startswith(room + "/")), None)


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield module, line and whether the import is only for type checkers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((name, node.lineno, id(node) in typing_only) for name in names)


def violation(room: str, module: str) -> bool:
    import sys

    house, world = RULES[room]
    top = module.partition(".")[0]
    if top in ROOMS:
        return not any(module == allowed or module.startswith(allowed + ".") for allowed in house)
    return top not in sys.stdlib_module_names and top not in world


def test_every_room_imports_only_what_the_floor_plan_allows() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {module}"
        for path in python_files()
        if (room := room_of(path)) is not None
        for module, line, typing_only in imports(path)
        if not typing_only and violation(room, module)
    ]
    assert found == []


def test_an_upward_import_would_be_found() -> None:
    assert violation("monitor/domain", "storage.models.VersionRow")
    assert violation("storage", "scrapy.Spider")
    assert violation("monitor/cli", "notifiers.outbox")
    assert not violation("monitor/pipeline", "crawler.runner.crawl")


def test_every_file_is_in_a_room() -> None:
    homeless = [p.relative_to(ROOT).as_posix() for p in python_files() if room_of(p) is None]
    assert homeless == ["monitor/__init__.py"]
    assert (ROOT / "monitor/__init__.py").read_text() == ""


@pytest.mark.parametrize("path", list(python_files()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    if "migrations" in path.parts:
        return
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_FILE_LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_everything_is_caught_only_at_process_edges() -> None:
    """Catching Exception hides bugs; each place is an edge of a process or thread, and is known here."""
    edges = {
        path.relative_to(ROOT).as_posix()
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        )
    }
    assert edges <= KNOWN_EDGES


KNOWN_EDGES = {
    "crawler/handler.py",  # closes the connection and raises again
    "crawler/pipelines/delivery.py",  # the bug is raised again by crawl()
    "crawler/spiders/tracked_page.py",  # likewise
    "monitor/cli/main.py",  # the edge of the program
    "monitor/config/edit.py",  # tidies up and raises again
    "monitor/pipeline/workers.py",  # what one document makes a worker stumble over is told, and the run goes on
    "monitor/pipeline/extraction/opinion.py",  # a second opinion that fails is none
    "monitor/pipeline/extraction/extract.py",  # five parsers on hostile bytes, in a worker
    "notifiers/channel.py",  # tidies up and raises again
    "notifiers/outbox.py",  # one message that cannot be written must not stop the others
}


def test_the_record_names_no_place_of_its_making() -> None:
    """Nothing in the project names a registry host or a path of a developer's machine."""
    hosts = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org"]
    pattern = re.compile("|".join(map(re.escape, hosts)))
    for path in [
        *python_files(),
        *ROOT.glob("*.txt"),
        *ROOT.glob("*.toml"),
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
    ]:
        assert not pattern.search(path.read_text(encoding="utf-8")), path
