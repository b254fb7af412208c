"""One request per host at a time across all processes of this account on this machine.

The operating system's lock on a small file per host: it ends with its holder, however that dies. The file's time says
when the last request began, so that the pause between two requests holds across processes as well.
"""

import asyncio
import fcntl
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import time

LOOK_AGAIN_S = 0.1  # while another process asks the same host


class SharedTurns:
    """Locks by host, shared by processes through a folder; without a usable folder they count here only."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(tempfile.gettempdir()) / f"clausewatch-{os.getuid()}"
        self._is_usable = _is_ours(self._folder)

    @asynccontextmanager
    async def turn(self, host: str, pause: float) -> AsyncIterator[None]:
        """Wait until no other process asks *host*, and *pause* seconds are over since the last one began to."""
        if not self._is_usable:
            yield
            return
        place = self._folder / hashlib.sha256(host.encode()).hexdigest()[:32]
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            is_new = os.fstat(descriptor).st_size == 0
            await _acquire(descriptor)
            if not is_new and (wait := _rest(descriptor, pause)) > 0:
                await asyncio.sleep(wait)
            os.pwrite(descriptor, b"1", 0)
            os.utime(descriptor)
            yield
        finally:
            os.close(descriptor)


def _is_ours(folder: Path) -> bool:
    """Make the folder; False where it cannot be, or belongs to somebody else."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and not folder.is_symlink() and found.st_uid == os.getuid()


async def _acquire(descriptor: int) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(LOOK_AGAIN_S)
        else:
            return


def _rest(descriptor: int, pause: float) -> float:
    # A clock that jumped must not stop us: nobody rests longer than the pause itself.
    since = time() - os.fstat(descriptor).st_mtime
    return pause - since if 0 <= since < pause else 0.0
