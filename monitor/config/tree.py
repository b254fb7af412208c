"""YAML text as a tree that remembers where everything stands; only text, lists and mappings come of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml  # type: ignore[import-untyped]

from monitor.domain.errors import WatchlistError

# What YAML reads can become: scalars stay text, so that `slug: 0012` and `locale: no` mean what they say.
Plain = str | None | list[Any] | dict[str, Any]
Steps = Sequence[str | int]

MAX_DEPTH = 40  # a valid watchlist needs 7
MAX_NODES = 1_000_000  # aliases counted in full; 10,000 vendors with three documents each need 410,000

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# The fast parser is part of every PyYAML wheel; without it the same events come from the slow one.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """One value with its place. Exactly one of `text`, `items` and `entries` is in use, as `kind` says."""

    kind: str  # "text", "list" or "mapping"
    start: Any  # a mark of the parser: line, column, index
    end: Any
    flow: bool = False  # written in [] or {}, or a quoted or plain scalar
    text: str | None = None  # None is YAML's null
    items: list["Node"] = field(default_factory=list)
    entries: list[tuple["Node", "Node"]] = field(default_factory=list)
    size: int = 1  # nodes below and this one, aliases counted each time

    def plain(self) -> Plain:
        """Give the value without places. Of a repeated key the first one counts."""
        if self.kind == "text":
            return self.text
        if self.kind == "list":
            return [item.plain() for item in self.items]
        return {str(key.text): value.plain() for key, value in reversed(self.entries)}

    def get(self, key: str) -> "Node | None":
        """Find the value of *key* in a mapping; None where there is none, or no mapping."""
        return next((value for name, value in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole file: *name* is the path as the user gave it, used in front of each problem."""

    name: str
    text: str
    root: Node

    def spot(self, path: Steps, at_key: bool = False) -> tuple[int, int]:
        """Find line and column, from 1, of the value at *path*, or of what stands nearest to it."""
        mark = self._mark(path, at_key)
        return mark.line + 1, mark.column + 1

    def place(self, path: Steps) -> str:
        """Name the line of the value at *path*, to be quoted in a problem that stands elsewhere."""
        return f"line {self.spot(path)[0]}"

    def whole_place(self, path: Steps) -> str:
        """Name file, line and column of the value at *path*, as in front of a problem."""
        line, column = self.spot(path)
        return f"{self.name}:{line}:{column}"

    def _mark(self, path: Steps, at_key: bool) -> Any:
        node, mark = self.root, self.root.start
        for depth, step in enumerate(path):
            if isinstance(step, int):
                if step >= len(node.items):
                    return mark
                node = node.items[step]
                mark = node.start
                continue
            entry = next((pair for pair in node.entries if pair[0].text == step), None)
            if entry is None:
                return mark
            node = entry[1]
            # A value that is not there ("name:") has its place at the key.
            wants_key = (at_key and depth == len(path) - 1) or (node.kind == "text" and node.text is None)
            mark = entry[0].start if wants_key else node.start
        return mark


def parse_tree(text: str, name: str) -> Tree:
    """Read YAML *text* into a tree; an empty file is an empty mapping.

    Raises:
        WatchlistError: the text is no YAML, repeats a key, nests or repeats too deeply, or is no mapping.
    """
    builder = _Builder(name)
    try:
        root = builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.reader.ReaderError as error:
        raise WatchlistError([_unreadable(text, name, error)]) from error
    except yaml.MarkedYAMLError as error:
        raise WatchlistError([_syntax_problem(name, error)]) from error
    if builder.problems:
        raise WatchlistError(builder.problems)
    return Tree(name, text, root)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not read yet."""

    node: Node
    anchor: str | None
    key: Node | None = None  # of a mapping: waits for its value
    seen: dict[str | None, Node] = field(default_factory=dict)


class _Builder:
    """Builds nodes from parser events with a stack of its own: deep nesting must not exhaust the C stack.

    PyYAML's own C composer recurses and crashes the process on 20,000 opening brackets (seen with 6.0.3).
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self._anchors: dict[str, Node] = {}
        self._stack: list[_Open] = []
        self._root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._close(self._scalar(event), event.anchor)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._open(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                done = self._stack.pop()
                done.node.end = event.end_mark
                self._close(done.node, done.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._close(self._alias(event), None)
            elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
                raise self._error(event.start_mark, "a second YAML document; one file holds one watchlist")
        return self._root_mapping()

    def _open(self, event: Any) -> None:
        self._refuse_tag(event)
        if len(self._stack) >= MAX_DEPTH:
            raise self._error(event.start_mark, f"nested more than {MAX_DEPTH} levels deep")
        kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
        node = Node(kind, event.start_mark, event.end_mark, flow=event.flow_style)
        self._stack.append(_Open(node, event.anchor))

    def _close(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        parent.node.size += node.size
        if parent.node.size > MAX_NODES:
            raise self._error(node.start, f"more than {MAX_NODES:,} values, aliases counted")
        if parent.node.kind == "list":
            parent.node.items.append(node)
        elif parent.key is not None:
            parent.node.entries.append((parent.key, node))
            parent.key = None
        elif node.kind == "text":
            self._note_repeated_key(parent, node)
            parent.key = node
        else:
            raise self._error(node.start, "a key must be plain text")

    def _note_repeated_key(self, parent: _Open, key: Node) -> None:
        first = parent.seen.setdefault(key.text, key)
        if first is not key:
            message = f"key {key.text!r} is given twice; the first is in line {first.start.line + 1}"
            self.problems.append(self._line(key.start, message))

    def _scalar(self, event: Any) -> Node:
        self._refuse_tag(event)
        is_null = not event.style and event.value in _NULLS  # plain: neither quoted nor a block
        is_flow = event.style not in ("|", ">")
        return Node("text", event.start_mark, event.end_mark, is_flow, None if is_null else event.value)

    def _alias(self, event: Any) -> Node:
        target = self._anchors.get(event.anchor)
        if target is None:
            raise self._error(event.start_mark, f"no anchor '&{event.anchor}' was finished before this alias")
        # The place of an alias is where it is used, so that problems point there.
        return replace(target, start=event.start_mark, end=event.end_mark, flow=True)

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            raise self._error(event.start_mark, f"YAML tag {event.tag!r} is not allowed here")

    def _root_mapping(self) -> Node:
        root = self._root
        if root is None or (root.kind == "text" and root.text is None):
            start = root.start if root else yaml.Mark(self.name, 0, 0, 0, None, 0)
            return Node("mapping", start, start)
        if root.kind != "mapping":
            raise self._error(root.start, "expected keys such as 'vendors:' and 'subscriptions:' here")
        return root

    def _line(self, mark: Any, message: str) -> str:
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}: {message}"

    def _error(self, mark: Any, message: str) -> WatchlistError:
        return WatchlistError([*self.problems, self._line(mark, message)])


def _syntax_problem(name: str, error: Any) -> str:
    mark = error.problem_mark or error.context_mark
    said = [part for part in (error.context, error.problem) if part]
    if error.context and error.context_mark and error.context_mark.line != mark.line:
        said[0] += f" that starts in line {error.context_mark.line + 1}"
    return f"{name}:{mark.line + 1}:{mark.column + 1}: not valid YAML: {', '.join(said)}"


def _unreadable(text: str, name: str, error: Any) -> str:
    before = text[: error.position]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return f"{name}:{line}:{column}: a control character (U+{error.character:04X}) is not allowed in YAML"
