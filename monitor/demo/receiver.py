"""The subscriber's end: a loopback server that takes what Apprise's `json://` sends, and keeps it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Self

LOOPBACK = "127.0.0.1"
_MAX_BYTES = 1_000_000  # a message is a few kilobytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it arrived: the recipient's path, and Apprise's title and body, as sent."""

    recipient: str
    title: str
    body: str


class Receiver:
    """Listens on a free loopback port from entering the context to leaving it."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._lock = Lock()
        self._server = _Server((LOOPBACK, 0), _Handler)
        self._server.take = self._take

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """The "127.0.0.1:port" at which messages are taken."""
        return f"{LOOPBACK}:{self._server.server_address[1]}"

    def destination(self, recipient: str) -> str:
        """Give the Apprise URL that delivers to *recipient* here."""
        return f"json://{self.address}/{recipient}"

    def messages(self, recipient: str) -> list[Message]:
        """List what *recipient* got so far, oldest first."""
        with self._lock:
            return [message for message in self._messages if message.recipient == recipient]

    def _take(self, message: Message) -> None:
        with self._lock:
            self._messages.append(message)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    take: Callable[[Message], None]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        if length > _MAX_BYTES:
            self.send_error(413)
            return
        sent = json.loads(self.rfile.read(length))
        recipient = self.path.partition("?")[0].strip("/")
        self.server.take(Message(recipient, sent.get("title", ""), sent.get("message", "")))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class named it
        """Stay silent: the terminal belongs to the demo."""
