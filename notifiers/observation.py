"""What happens on the wire while a message is sent: Apprise itself says no more than yes or no.

Only codes and names of exception types are kept. What a server wrote may quote the URL, and is never kept.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from typing import Any, Final

_WORDS: Final = {
    "ConnectionRefusedError": "the connection was refused",
    "ConnectionResetError": "the connection broke before an answer came",
    "RemoteDisconnected": "the connection broke before an answer came",
    "SMTPServerDisconnected": "the connection broke before an answer came",
    "SSLCertVerificationError": "its certificate is not trusted",
    "TimeoutError": "no answer in time",
    "gaierror": "its host name was not found",
}
# After one of these, another message to the same destination would fare the same now.
_UNREACHABLE: Final = frozenset(
    {"ConnectionRefusedError", "SSLCertVerificationError", "TimeoutError", "gaierror", "OSError"}
)


class Observation:
    """What was seen since `forget` was last called."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start anew, for the next message."""
        self.http_status: int | None = None
        self.retry_after_s: int | None = None
        self._smtp_code: int | None = None
        self._error: str | None = None

    @property
    def reason(self) -> str:
        """Why the message was not accepted, for a person."""
        if self._smtp_code is not None:
            return f"the mail server answered {self._smtp_code}"
        if self._error is not None:
            return _WORDS.get(self._error, f"no answer ({self._error})")
        if self.http_status is not None:
            return f"it answered HTTP {self.http_status}"
        return "not accepted"

    @property
    def is_unreachable(self) -> bool:
        """Whether nothing behind the address answered."""
        return self._smtp_code is None and self._error in _UNREACHABLE

    def install(self) -> None:
        """Listen to this process, for good: at the four places where every HTTP and SMTP client comes by."""
        # The patches are global, which a process made for one destination can afford.
        socket.getaddrinfo = self._noting(socket.getaddrinfo)
        socket.socket.connect = self._noting(socket.socket.connect)  # type: ignore[method-assign]
        ssl.SSLSocket.do_handshake = self._noting(ssl.SSLSocket.do_handshake)  # type: ignore[method-assign]
        HTTPResponse.begin = self._noting(HTTPResponse.begin, self._note_status)  # type: ignore[method-assign]
        smtplib.SMTP.getreply = self._noting(smtplib.SMTP.getreply, self._note_reply)  # type: ignore[method-assign]

    def _noting(
        self, call: Callable[..., Any], look: Callable[[Any, Any], None] | None = None
    ) -> Callable[..., Any]:
        def noting(*args: Any, **kwargs: Any) -> Any:
            try:
                answer = call(*args, **kwargs)
            except (OSError, HTTPException) as error:
                self._error = type(error).__name__
                raise
            if look is not None:
                look(args[0], answer)
            return answer

        return noting

    def _note_status(self, response: HTTPResponse, _answer: Any) -> None:
        self._error = None  # a second address of the host may have answered
        self.http_status = response.status
        seconds = response.headers.get("Retry-After", "")
        self.retry_after_s = (
            int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 7 else None
        )

    def _note_reply(self, _client: Any, answer: tuple[int, bytes]) -> None:
        self._error = None
        if answer[0] >= 400:  # RFC 5321, section 4.2.1: 4yz for now, 5yz for good
            self._smtp_code = answer[0]
