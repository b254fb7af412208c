"""A folder for as long as one import lasts; what a killed import could not remove, the next one removes."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

from monitor.domain.errors import OperationalError

PREFIX: Final = "clausewatch-import-"
_LOCK: Final = (
    "lock"  # held by the process whose folder it is; the kernel lets go of it however that one ends
)
_CONTENT: Final = "content"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make an empty folder among the temporary files, and remove it in the end, with those of dead imports.

    Raises:
        OperationalError: There is no place for temporary files, or no room in it.
    """
    with ExitStack() as held:
        try:
            _remove_left_behind(Path(gettempdir()))
            folder = Path(held.enter_context(TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)))
            # The lock gets its name when it is held: who finds it free has found a dead one.
            unnamed = folder / f"{_LOCK}.new"
            fcntl.flock(held.enter_context(unnamed.open("xb")), fcntl.LOCK_EX)
            unnamed.rename(folder / _LOCK)
            content = folder / _CONTENT
            content.mkdir()
        except OSError as error:
            raise OperationalError(f"cannot make a temporary folder: {error.strerror or error}") from error
        yield content


def _remove_left_behind(place: Path) -> None:
    for folder in place.glob(f"{PREFIX}*"):
        if _is_dead(folder):
            # A git that outlived its import may still write there. The lock goes last: it is what the next one knows
            # a dead folder by.
            rmtree(folder / _CONTENT, ignore_errors=True)
            if not (folder / _CONTENT).exists():
                rmtree(folder, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    """Whether a folder is ours and nobody works in it; a lock that is not there yet will be held in a moment."""
    try:
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            return False
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
