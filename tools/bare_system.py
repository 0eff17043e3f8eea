"""A bare Debian 12 in a folder, in which programs run as on a new computer. Needs root."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
X_SOCKETS = Path("/tmp/.X11-unix")
PATH = "/usr/local/bin:/usr/bin:/bin"
# What packages and their installation leave by their nature.
_VOLATILE = ("dev", "home", "proc", "run", "tmp", "var/cache", "var/lib/apt", "var/lib/dpkg",
             "var/log")  # fmt: skip


class CommandError(Exception):
    """A command in the bare system failed."""


@dataclass(frozen=True, slots=True)
class User:
    """A user of the bare system.

    Attributes:
        name: Name of the user.
        home: The user's home folder; it may not exist.
    """

    name: str
    home: str

    def environment(self) -> dict[str, str]:
        """Return the variables of a new session."""
        return {"HOME": self.home, "USER": self.name, "PATH": PATH, "LANG": "C.UTF-8"}


ROOT = User("root", "/root")
ARTIST = User("artist", "/home/artist")
HOMELESS = User("nobody", "/nonexistent")


class BareSystem:
    """A Debian of essential packages only.

    Its file systems are mounted in this process's mount namespace, which should be a private one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Download and unpack the system unless the folder has one; mount what programs expect.

        The user's home folder is always a new one.
        """
        if not (self.folder / "etc" / "debian_version").is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            command = ["debootstrap", "--variant=minbase", SUITE, self.folder, MIRROR]
            _run(command)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        X_SOCKETS.mkdir(exist_ok=True)
        _run(["mount", "-t", "proc", "proc", self.folder / "proc"])
        _run(["mount", "--rbind", "/dev", self.folder / "dev"])
        sockets = self.path(str(X_SOCKETS))
        sockets.mkdir(exist_ok=True)
        _run(["mount", "--bind", X_SOCKETS, sockets])
        if self.path(ARTIST.home).is_dir():
            self.run(["/usr/sbin/userdel", "--remove", ARTIST.name])
        self.run(["/usr/sbin/useradd", "--create-home", ARTIST.name])

    def close(self) -> None:
        """Unmount everything."""
        for folder in (str(X_SOCKETS), "dev", "proc"):
            _run(["umount", "--recursive", "--lazy", self.path(folder)])

    def path(self, inside: str) -> Path:
        """Return the path, from outside, of a file in the system."""
        return self.folder / inside.lstrip("/")

    def run(
        self,
        command: Sequence[str],
        user: User = ROOT,
        environment: Mapping[str, str] | None = None,
        timeout: float = 600,
    ) -> str:
        """Run a command to its end and return what it printed.

        Raises:
            CommandError: It failed, or took longer than `timeout` seconds.
        """
        process = self.start(command, user, environment)
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise CommandError(f"{command[0]} had not ended after {timeout:.0f} s") from error
        if process.returncode:
            last = output.strip().splitlines()[-3:]
            raise CommandError(f"{' '.join(command)}: {process.returncode}: {' | '.join(last)}")
        return output

    def start(
        self,
        command: Sequence[str],
        user: User = ROOT,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        """Start a command in the user's home folder, or in / if there is none."""
        home = user.home if self.path(user.home).is_dir() else "/"
        variables = {**user.environment(), **(environment or {})}
        settings = [f"{name}={value}" for name, value in variables.items()]
        return subprocess.Popen(
            ["chroot", f"--userspec={user.name}", self.folder,
             "env", "-i", f"--chdir={home}", *settings, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip

    def give(self, files: Mapping[str, Path], user: User) -> None:
        """Copy files into the system for a user; the keys are their paths inside."""
        for inside, file in files.items():
            target = self.path(inside)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            self.run(["chown", "-R", f"{user.name}:", str(Path(inside).parent)])

    @contextmanager
    def read_only(self, inside: str) -> Iterator[None]:
        """Make a folder of the system read-only meanwhile."""
        folder = self.path(inside)
        _run(["mount", "--bind", folder, folder])
        _run(["mount", "-o", "remount,bind,ro", folder])
        try:
            yield
        finally:
            _run(["umount", "--lazy", folder])

    def files(self) -> set[str]:
        """Return the paths of all files but users' files and those that change by nature."""
        found = set()
        for folder, names, files in os.walk(self.folder):
            inside = Path(folder).relative_to(self.folder)
            names[:] = [name for name in names if str(inside / name) not in _VOLATILE]
            found |= {str(inside / name) for name in [*names, *files]}
        return found


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
