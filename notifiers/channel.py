"""One destination, open for sending. The sending itself happens in a process of its own (`notifiers.sender`).

A process, because only a process can be ended at a deadline, fenced in by an audit hook and kept from leaking the
address through logs, tracebacks or left-over threads. A message takes as long as its destination does; the first one
also pays for the start of the process.
"""

import json
import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

from notifiers.message import Format, Rendered

# Schemes that act on this machine instead of sending: desktop pop-ups, the system log, a lamp. Nobody reads a pop-up
# of a service that runs unattended, and each of them talks to something that a URL should not reach.
LOCAL_SCHEMES: Final = frozenset(
    {"blink1", "dbus", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows"}
)
# The longest a start may take (importing on a busy machine) and the longest a message may take in all.
START_TIMEOUT_S: Final = 60.0
SEND_TIMEOUT_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """How sending one message went. `reason` is one line, "" when sent; it never contains the address.

    `is_permanent`: trying again cannot help. `is_unreachable`: nothing behind the address answered, so other messages
    would fare the same now. `retry_after_s`: what the destination asked for.
    """

    is_sent: bool
    reason: str = ""
    is_permanent: bool = False
    is_unreachable: bool = False
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What a destination takes: the format, and the most characters; a title limit of 0 means no titles."""

    format: Format
    body_limit: int
    title_limit: int


class ChannelUnusable(Exception):
    """The destination cannot be sent to at all; `result` says why."""

    def __init__(self, result: DeliveryResult) -> None:
        super().__init__(result.reason)
        self.result = result


class Channel:
    """A destination that is open. Close it, or use it as a context; it is not for several threads at once."""

    def __init__(
        self,
        destination: str,
        url: str,
        allow_private: tuple[str, ...] = (),
        timeout_s: float = SEND_TIMEOUT_S,
    ):
        """Open *destination*; *url* is a secret and is given to nobody but the sending process.

        Raises:
            ChannelUnusable: The URL cannot be understood or is not allowed, or the process did not start.
        """
        scheme = url.partition(":")[0].strip().lower()
        if scheme in LOCAL_SCHEMES:
            reason = f"{destination}: {scheme}:// acts on this machine and is not used"
            raise ChannelUnusable(DeliveryResult(False, reason, is_permanent=True))
        self.destination = destination
        self._timeout_s = timeout_s
        self._received = b""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "notifiers.sender"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        try:
            answer = self._ask({"url": url, "allow": list(allow_private)}, START_TIMEOUT_S)
            if "error" in answer:
                reason = f"{destination}: {answer['error']}"
                raise ChannelUnusable(
                    DeliveryResult(False, reason, is_permanent=bool(answer.get("permanent")))
                )
        except BaseException:
            self.close()
            raise
        self.traits = Traits(answer["format"], int(answer["body_limit"]), int(answer["title_limit"]))

    def __enter__(self) -> "Channel":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether the sending process is still there; it is not after a deadline has passed."""
        return self._process.poll() is None

    def send(self, message: int, rendered: Rendered) -> DeliveryResult:
        """Send one message, within the deadline; every way it can fail is an answer, none an exception."""
        order = {"id": message, "title": rendered.title, "body": rendered.body, "level": rendered.level}
        try:
            answer = self._ask(order, self._timeout_s)
        except ChannelUnusable as gone:
            return gone.result
        if answer["sent"]:
            return DeliveryResult(True)
        return DeliveryResult(
            False,
            f"{self.destination}: {answer['reason']}",
            is_permanent=bool(answer.get("permanent")),
            is_unreachable=bool(answer.get("unreachable")),
            retry_after_s=answer.get("retry_after"),
        )

    def close(self) -> None:
        """End the sending process; a message that is under way is given up."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    def _ask(self, order: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            line = self._line(time.monotonic() + timeout_s)
        except (BrokenPipeError, EOFError):
            raise self._gone(f"the sending process ended (exit code {self._process.wait()})") from None
        except TimeoutError:
            self._process.kill()
            self._process.wait()
            raise self._gone(f"no answer within {timeout_s:g} seconds") from None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _gone(self, reason: str) -> ChannelUnusable:
        return ChannelUnusable(DeliveryResult(False, f"{self.destination}: {reason}", is_unreachable=True))

    def _line(self, deadline: float) -> bytes:
        """Read one line; select and not readline, because only select knows a deadline."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._received:
            ready, _, _ = select.select([descriptor], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                raise TimeoutError
            piece = os.read(descriptor, 65536)
            if not piece:
                raise EOFError
            self._received += piece
        line, _, self._received = self._received.partition(b"\n")
        return line
