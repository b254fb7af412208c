"""A normal user, whoever runs the tests: root becomes one, with an own view of what is closed to others."""

import os
import pwd
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]

# Leaves room for one user namespace, and takes it: whoever runs inside can make none. Not root there.
_LAST_NAMESPACE = (
    "echo 1 > /proc/sys/user/max_user_namespaces && exec unshare -U --map-user=1000 --map-group=1000 "
)


@dataclass(frozen=True, slots=True)
class NormalUser:
    """Somebody who may own *folder*; commands that follow *through* are theirs."""

    folder: Path
    through: tuple[str, ...]

    @property
    def number(self) -> int:
        """The user id."""
        return self.folder.stat().st_uid

    def may(self, *command: str) -> str | None:
        """Run a command as this user; None where it went well, else what it said."""
        done = subprocess.run(
            [*self.through, *command], cwd=self.folder, capture_output=True, text=True, check=False
        )
        return None if done.returncode == 0 else (done.stderr.strip() or f"exit code {done.returncode}")

    def without_namespaces(self) -> tuple[str, ...]:
        """Give what leads to this user where no user namespaces may be made."""
        if self.may("unshare", "-Ur", "true") is not None:
            return (*self.through, "setpriv", "--no-new-privs")  # nor does a helper of root's make a sandbox
        return (*self.through, "unshare", "-Ur", "sh", "-c", f'{_LAST_NAMESPACE} "$@"', "sh")


@contextmanager
def normal_user() -> Iterator[NormalUser]:
    """Become able to run commands as a normal user, with an empty folder of their own.

    Raises:
        LookupError: this machine has no way; says what is missing.
    """
    # Not below pytest's own folder, which it closes to other users.
    with TemporaryDirectory(prefix="clausewatch-user-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        through = () if os.geteuid() != 0 else _stepping_down(folder)
        user = NormalUser(folder, through)
        if (why := user.may(sys.executable, "-c", "import crawler.browser")) is not None:
            raise LookupError(f"a normal user cannot run {sys.executable}: {why.splitlines()[-1]}")
        yield user


def _stepping_down(folder: Path) -> tuple[str, ...]:
    missing = [program for program in ("setpriv", "unshare", "mount") if shutil.which(program) is None]
    if missing:
        raise LookupError(f"no {missing[0]}: apt-get install util-linux mount")
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    # As an argument of `sh`, so that the program is looked for with the rights of the user, not with ours.
    user = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    dropped = (*user, "sh", "-c", 'exec "$@"', "sh")
    opening = _opening({Path(sys.base_prefix), Path(sys.prefix), ROOT})
    if not opening:
        return dropped
    return ("unshare", "--mount", "sh", "-c", f'{opening} && exec "$@"', "sh", *dropped)


def _opening(needed: set[Path]) -> str:
    """Write the commands that show *needed* where a folder above is closed to others: in an own view, not for all."""
    closed = {path: _closed_above(path) for path in sorted(needed)}
    hidden = {path: above for path, above in closed.items() if above is not None}
    if not hidden:
        return ""
    steps = ["kept=$(mktemp -d)", 'mount -t tmpfs -o mode=700 tmpfs "$kept"']
    for number, path in enumerate(hidden):
        steps += [f'mkdir "$kept/{number}"', f'mount --bind {shlex.quote(str(path))} "$kept/{number}"']
    steps += [f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(above))}" for above in set(hidden.values())]
    for number, path in enumerate(hidden):
        there = shlex.quote(str(path))
        steps += [f"mkdir -p {there}", f'mount --bind "$kept/{number}" {there}']
    return " && ".join(steps)


def _closed_above(path: Path) -> Path | None:
    return next((above for above in reversed(path.parents) if not above.stat().st_mode & 0o001), None)
