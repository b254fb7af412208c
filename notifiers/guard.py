"""The fence around a sending process: where it may connect to, and that it starts nothing on this machine.

An audit hook (PEP 578) judges the very address that the system is asked to connect to, so no second look-up stands
between check and connection, whatever library opens the socket; and it cannot be taken out again. It is therefore
installed only in the short-lived process of `notifiers.sender`.
"""

import socket
import sys
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import Any, Final

from monitor.domain.address import AllowedAddress, is_forbidden

# Events by which a process would act on this machine: no destination needs them.
_STARTS: Final = frozenset(
    {
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.fork",
        "os.forkpty",
        "pty.spawn",
    }
)
_SENDS: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


class AddressRefused(OSError):
    """The destination leads to an address that is not public and not allowed; nothing was sent there."""


class Guard:
    """Judges addresses, and remembers whether it had to refuse one."""

    def __init__(self, allow: Sequence[AllowedAddress]) -> None:
        self._allow = allow
        self.refused: str | None = None  # "10.0.0.1:25"

    def install(self) -> None:
        """Fence this process in, for good."""
        sys.addaudithook(self._audit)
        socket.getaddrinfo = self._guarded_lookup(socket.getaddrinfo)
        socket.socket.connect = _connect_by_address(socket.socket.connect)  # type: ignore[method-assign]

    def check(self, address: Any) -> None:
        """Judge an address as sockets take it.

        Raises:
            AddressRefused: It is no public IP address and port, nor an allowed one; local sockets and names included.
        """
        if isinstance(address, tuple) and len(address) >= 2 and _is_address(address[0]):
            host, port = str(address[0]), int(address[1])
            if not is_forbidden(host, port, self._allow):
                return
        else:
            host, port = "a local socket", 0
        self.refused = f"{host}:{port}" if port else host
        raise AddressRefused(f"{self.refused} is not public")

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event in _SENDS:
            # sendmsg on a connected socket has no address: the connection itself was judged.
            if args[1] is not None:
                self.check(args[1])
        elif event in _STARTS:
            self.refused = "a program of this machine"
            raise AddressRefused(f"{event} is not allowed here")

    def _guarded_lookup(self, lookup: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **kwargs: Any) -> Any:
            answers = lookup(*args, **kwargs)
            # One bad answer among many spoils all: otherwise a name could be tried until the bad one is taken.
            for answer in answers:
                self.check(answer[4])
            return answers

        return guarded


def _connect_by_address(connect: Callable[..., None]) -> Callable[..., None]:
    """Look names up ourselves, so that what is connected to is always an address that was judged."""

    def connect_by_address(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and len(address) >= 2 and not _is_address(address[0]):
            address = socket.getaddrinfo(address[0], address[1], self.family, self.type)[0][4]
        connect(self, address)

    return connect_by_address


def _is_address(host: Any) -> bool:
    try:
        ip_address(host if isinstance(host, str) else bytes(host).decode("ascii"))
    except (TypeError, ValueError):
        return False
    return True
