"""Check of the Linux packages on a bare Debian 12: `python -m tools.check_bundle`, as root.

It installs the .deb, uses the program as people do, with and without a window, and removes it. It
prints a table, and its exit code is 1 if a check fails. Mounts and processes of the checks end with
it. Needed on this computer: debootstrap, Xvfb, openbox, xdotool and xprop.
"""

import argparse
import configparser
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from PIL import Image

from nst_desktop import __version__, paths
from nst_desktop.images.metadata import KEYWORD
from tools.bare_system import ARTIST, HOMELESS, PATH, BareSystem, CommandError, User
from tools.name_server import ADDRESS, NameServer
from tools.virtual_display import DisplayTimeoutError, VirtualDisplay, wait_for

ROOT = Path(__file__).parent.parent
NAME = "nst-desktop"
INSTALLED = f"/usr/lib/{NAME}"
MAX_FOLDER, MAX_PACKAGE = 900e6, 300e6  # bytes
PRIVATE = "NST_PRIVATE_NAMESPACE"  # set once the checks' mounts and processes are their own
PHOTO, PAINTING, OTHER = (
    f"{ARTIST.home}/Photos/{name}" for name in ("mountain_lake.jpg", "impasto.jpg", "geometry.jpg")
)
STATE = f".local/state/{NAME}"  # in a home folder
MOMENTS = f"{STATE}/history/*/moment_*.jpg"
FEW_STEPS = ("--size", "128", "--steps", "3", "--quiet")
SMALL_SETUP = r"""[document]
entered="{\"mode\": \"render\", \"params\": {\"size\": 128, \"steps\": 10}}"
"""  # as the window writes its settings
STARTS = 5  # of each version, for the median time to the first window


class CheckError(Exception):
    """The program does not do what it should."""


@dataclass(slots=True)
class Bench:
    """What the checks work with.

    Attributes:
        system: The bare system.
        display: The display.
        deb: The Debian package.
        archive: The archive.
        pictures: Folder for pictures of the display.
        names: Name server of the system once the package is installed.
        before: All files of the system before the package was installed.
        shown: Processes with windows.
    """

    system: BareSystem
    display: VirtualDisplay
    deb: Path
    archive: Path
    pictures: Path
    names: NameServer = field(default_factory=NameServer)
    before: set[str] = field(default_factory=set)
    shown: list[subprocess.Popen[str]] = field(default_factory=list)

    def command(self, *arguments: str, program: str = NAME, user: User = ARTIST) -> str:
        """Run a command of the program."""
        return self.system.run([program, *arguments], user)

    def show(self, command: Sequence[str], user: User = ARTIST) -> subprocess.Popen[str]:
        """Start the program's window; it ends with the check."""
        process = self.system.start(command, user, {"DISPLAY": self.display.name})
        self.shown.append(process)
        return process

    def open(self, command: Sequence[str], user: User = ARTIST) -> str:
        """Start the program, wait until its window is painted, and return the window's id."""
        process = self.show(command, user)
        self.wait(lambda: process.poll() is not None or self.display.main_windows(), "window")
        if process.poll() is not None:
            raise CheckError(f"ended at once: {(process.communicate()[0] or '').strip()}")
        self.wait(self.display.is_painted, "the window's picture")
        return self.display.main_windows()[0]

    def end_all(self) -> None:
        """End the windows of a check; they would ask about an artwork that is not saved."""
        for process in self.shown:
            process.kill()
            process.communicate()
        self.shown.clear()
        self.wait(lambda: not self.display.is_painted(), "the windows' end")

    def wait(self, condition: Callable[[], object], what: str, seconds: float = 60) -> None:
        """Wait until a condition is true."""
        wait_for(condition, seconds, what)

    def keep(self, name: str) -> None:
        """Keep a picture of the display."""
        self.display.save_picture(self.pictures / f"{name}.png")

    def picture(self, inside: str, longest: int) -> str:
        """Check a picture that the program wrote, and return its size as text."""
        with Image.open(self.system.path(inside)) as image:
            image.load()
            if max(image.size) != longest:
                raise CheckError(f"{inside} has {image.size} pixels")
            return "{} x {} px".format(*image.size)


def install(bench: Bench) -> str:
    """Install the package with its dependencies and nothing that it only recommends."""
    system = bench.system
    if NAME in _packages(system):  # the checks were interrupted
        purge(bench)
    system.run(["apt-get", "update", "-qq"])
    before = _packages(system)
    bench.before = system.files()
    shutil.copyfile(bench.deb, system.path("/tmp/nst.deb"))
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-qqy", "--no-install-recommends", "/tmp/nst.deb"]
    system.run(command, environment=quiet)
    system.path("/tmp/nst.deb").unlink()
    system.path("/etc/resolv.conf").write_text(f"nameserver {ADDRESS}\n")  # see silence()
    return f"{len(_packages(system)) - len(before) - 1} packages of the system added"


def sizes(bench: Bench) -> str:
    """Check the sizes of the package and of the installed folder."""
    files = [path for path in bench.system.path(INSTALLED).rglob("*") if not path.is_symlink()]
    folder = sum(path.stat().st_size for path in files if path.is_file())
    package = bench.deb.stat().st_size
    archive = bench.archive.stat().st_size
    text = f"folder {folder / 1e6:.0f} MB, .deb {package / 1e6:.0f}, .tar.gz {archive / 1e6:.0f}"
    if folder > MAX_FOLDER or package > MAX_PACKAGE:
        raise CheckError(f"{text}: too large")
    return text


def version(bench: Bench) -> str:
    """Ask for the version."""
    text = bench.command("--version").strip()
    if text != f"NST Desktop {__version__}":
        raise CheckError(f"printed {text}")
    return text


def render(bench: Bench) -> str:
    """Render an artwork."""
    bench.command("render", PHOTO, PAINTING, "-o", "artwork.png", *FEW_STEPS)
    return bench.picture(f"{ARTIST.home}/artwork.png", 128)


def sketch(bench: Bench) -> str:
    """Draw a sketch."""
    bench.command("sketch", PHOTO, PAINTING, "-o", "sketch.avif", "--size", "256")
    return bench.picture(f"{ARTIST.home}/sketch.avif", 256)


def batch(bench: Bench) -> str:
    """Render two artworks in two processes."""
    paintings = ("--style", PAINTING, OTHER, "--jobs", "2")
    bench.command("batch", "--content", PHOTO, *paintings, "-o", "batch", *FEW_STEPS)
    made = sorted(bench.system.path(f"{ARTIST.home}/batch").glob("*.png"))
    if len(made) != 2:
        raise CheckError(f"made {len(made)} artworks")
    return ", ".join(path.name for path in made)


def film(bench: Bench) -> str:
    """Render an artwork and save a film of it."""
    options = ("--film", "film.mp4", "--film-seconds", "1")
    bench.command("render", PHOTO, PAINTING, "-o", "filmed.png", *FEW_STEPS, *options)
    film = bench.system.path(f"{ARTIST.home}/film.mp4")
    if film.read_bytes()[4:8] != b"ftyp":
        raise CheckError("film.mp4 is no MP4 file")
    return f"MP4, {film.stat().st_size / 1e3:.0f} kB"


def menu_entry(bench: Bench) -> str:
    """Open the window as a desktop does: by the entry's command, with the pictures dropped on it.

    Then start a run, stop it, and save the artwork, all by keys.
    """
    display, home = bench.display, bench.system.path(ARTIST.home)
    entry = _entry(bench)["Desktop Entry"]
    window = bench.open(entry_command(bench, entry, [PHOTO, PAINTING]))
    if entry["StartupWMClass"] not in display.classes(window):
        raise CheckError(f"the window's class is {display.classes(window)}")
    bench.wait(lambda: "Sketch" in display.title(window), "sketch")
    bench.keep("sketch")
    display.press("ctrl+Return")
    bench.wait(lambda: len(list(home.glob(MOMENTS))) > 2, "run")
    bench.keep("run")
    display.press("Escape")
    bench.wait(lambda: "*" in display.title(window), "stop")
    bench.keep("stopped")
    display.press("ctrl+s")
    bench.wait(lambda: display.windows("^Save artwork$"), "dialog")
    bench.keep("save")
    display.press("Return")
    bench.wait(lambda: re.match(r"\w+ –", display.title(window)), "saving")
    bench.keep("saved")
    (saved,) = home.glob("mountain_lake*.png")
    with Image.open(saved) as image:
        image.load()
        if KEYWORD not in image.info:
            raise CheckError(f"{saved.name} has no recipe")
    display.press("ctrl+q")
    bench.wait(lambda: bench.shown[0].poll() is not None, "the program's end")
    if bench.shown[0].returncode:
        raise CheckError(f"the program ended with {bench.shown[0].returncode}")
    return f"started, stopped, saved {saved.name}, quit"


def queue(bench: Bench) -> str:
    """Make an artwork in the queue's own process, with the parameters of an earlier session."""
    settings = f"{ARTIST.home}/.config/{NAME}/settings.ini"
    bench.system.run(["mkdir", "-p", str(Path(settings).parent)], ARTIST)
    bench.system.path(settings).write_text(SMALL_SETUP, encoding="utf-8")
    results = bench.system.path(f"{ARTIST.home}/Pictures/NST Desktop")
    window = bench.open([NAME, PHOTO, PAINTING])
    bench.wait(lambda: "Sketch" in bench.display.title(window), "sketch")
    bench.display.press("ctrl+shift+Return")
    bench.wait(lambda: list(results.glob("*.png")), "the queue's artwork", 300)
    bench.keep("queue")
    (made,) = results.glob("*.png")
    size = bench.picture(f"/{made.relative_to(bench.system.folder)}", 128)
    return f"{made.name}, {size}"


def two_starts(bench: Bench) -> str:
    """Start the program twice at once: one window opens."""
    processes = [bench.show([NAME]) for _ in range(2)]
    bench.wait(bench.display.main_windows, "window")
    bench.wait(lambda: any(each.poll() is not None for each in processes), "the second's end")
    windows = bench.display.main_windows()
    if len(windows) != 1:
        raise CheckError(f"{len(windows)} windows")
    return "one window"


def actions(bench: Bench) -> str:
    """Open a second window and the queue with the entry's actions."""
    entry = _entry(bench)
    bench.open([NAME])
    bench.show(entry_command(bench, entry["Desktop Action new-window"]))
    bench.wait(lambda: len(bench.display.main_windows()) == 2, "the second window")
    bench.show(entry_command(bench, entry["Desktop Action queue"]))
    bench.wait(lambda: bench.display.windows("^Queue"), "the queue's window")
    bench.keep("actions")
    return "two windows and a queue"


def read_only(bench: Bench) -> str:
    """Use the program while its folder is read-only."""
    with bench.system.read_only(INSTALLED):
        bench.command("render", PHOTO, PAINTING, "-o", "read-only.png", *FEW_STEPS)
        bench.open([NAME])
        return bench.picture(f"{ARTIST.home}/read-only.png", 128)


def unusual_path(bench: Bench) -> str:
    """Use the archive's program in a folder with spaces and letters of several scripts."""
    folder = f"{ARTIST.home}/Über uns – 絵 и краски"
    target = bench.system.path(folder)
    target.mkdir()
    subprocess.run(["tar", "-xf", bench.archive, "-C", target], check=True)
    bench.system.run(["chown", f"{ARTIST.name}:", folder])
    program = f"{folder}/{NAME}-{__version__}/{NAME}/{NAME}"
    picture = f"{folder}/Gemälde 画.png"
    bench.command("render", PHOTO, PAINTING, "-o", picture, *FEW_STEPS, program=program)
    bench.open([program, picture])
    bench.keep("unusual path")
    return bench.picture(picture, 128)


def no_home(bench: Bench) -> str:
    """Use the program as a user without a home folder."""
    arguments = ("render", PHOTO, PAINTING, "-o", "/tmp/homeless.png", *FEW_STEPS)
    bench.command(*arguments, user=HOMELESS)
    bench.open([NAME], HOMELESS)
    bench.keep("no home")
    return bench.picture("/tmp/homeless.png", 128)


def speed(bench: Bench) -> str:
    """Measure the first window and the first step, beside those of the version in this Python."""
    homes = {"bundle": bench.system.path(ARTIST.home), "Python": Path(mkdtemp())}
    samples = [str(paths.sample_file(Path(name).name)) for name in (PHOTO, PAINTING)]
    source = [sys.executable, str(ROOT / "main.py"), *samples]
    display = {"DISPLAY": bench.display.name, "PATH": PATH, "LANG": "C.UTF-8"}
    own = {**display, "HOME": str(homes["Python"])}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in homes}
    for _ in range(STARTS + 1):  # the first fills the caches
        for name, home in homes.items():
            shutil.rmtree(home / STATE, ignore_errors=True)
            began = time.monotonic()
            if name == "bundle":
                bench.show([NAME, PHOTO, PAINTING])
            else:
                bench.shown.append(subprocess.Popen(source, env=own, text=True))
            times[name].append(_first_window_and_step(bench, began, home))
    shutil.rmtree(homes["Python"])
    figures = []
    for name, pairs in times.items():
        window, step = (statistics.median(each) for each in zip(*pairs[1:], strict=True))
        figures.append(f"{name}: window {window:.2f} s, first step {step:.2f} s")
    return "; ".join(figures)


def _first_window_and_step(bench: Bench, began: float, home: Path) -> tuple[float, float]:
    """Return the times until the window is painted, and from Start to the first step."""
    bench.wait(bench.display.is_painted, "window")
    first = time.monotonic() - began
    bench.wait(bench.display.main_windows, "window")
    window = bench.display.main_windows()[0]
    bench.wait(lambda: "Sketch" in bench.display.title(window), "sketch")
    began = time.monotonic()
    bench.display.press("ctrl+Return")
    bench.wait(lambda: list(home.glob(MOMENTS)), "first step")
    step = time.monotonic() - began
    bench.end_all()
    return first, step


def silence(bench: Bench) -> str:
    """Check that the program asked for no address on the network in all the other checks."""
    if bench.names.asked:
        raise CheckError(f"asked for {', '.join(sorted(bench.names.asked))}")
    return "asked for no address on the network"


def purge(bench: Bench) -> str:
    """Remove the package: nothing remains but what is the user's."""
    command = ["apt-get", "purge", "-qqy", "--autoremove", NAME]
    bench.system.run(command, environment={"DEBIAN_FRONTEND": "noninteractive"})
    left = sorted(bench.system.files() - bench.before)
    home = bench.system.path(ARTIST.home)
    own = sorted({str(path.relative_to(home)) for path in home.glob(".*/*")})
    if any(NAME in path or "nst_desktop" in path for path in left):
        raise CheckError(f"left: {', '.join(left)}")
    return f"of the system: {', '.join(left) or 'nothing'}; the user's: {', '.join(own)}"


CHECKS: tuple[Callable[[Bench], str], ...] = (
    install, sizes, version, render, sketch, batch, film, menu_entry, queue, two_starts, actions,
    read_only, unusual_path, no_home, speed, silence, purge,
)  # fmt: skip


def entry_command(bench: Bench, group: Mapping[str, str], files: Sequence[str] = ()) -> list[str]:
    """Return the command that a desktop runs for a group of the installed desktop entry."""
    command = []
    for part in shlex.split(group["Exec"]):
        command += files if part == "%F" else [part]
    bench.system.run(["sh", "-c", f"command -v {shlex.quote(command[0])}"], ARTIST)
    return command


def _entry(bench: Bench) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters="=")
    file = bench.system.path(f"/usr/share/applications/{NAME}.desktop")
    parser.read(file, encoding="utf-8")
    return parser


def _packages(system: BareSystem) -> set[str]:
    return set(system.run(["dpkg-query", "-f", "${Package}\\n", "-W"]).split())


def run_checks(bench: Bench, chosen: Sequence[str]) -> bool:
    """Run the checks, print the table's rows, and return whether all succeeded."""
    failures = 0
    for check in CHECKS:
        if chosen and check.__name__ not in (*chosen, "install", "silence", "purge"):
            continue
        began = time.monotonic()
        try:
            result, detail = "ok", check(bench)
        except (CheckError, CommandError, DisplayTimeoutError, OSError) as error:
            result, detail = "FAILED", str(error)
            failures += 1
            bench.keep(f"failed {check.__name__}")
        bench.end_all()
        seconds = time.monotonic() - began
        print(f"{check.__name__:14}{result:8}{seconds:7.1f} s  {detail}", flush=True)
    return failures == 0


def main() -> int:
    """Run the checks, and return the exit code."""
    options = _parse()
    if os.environ.get(PRIVATE) is None:
        command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        own = [sys.executable, "-m", "tools.check_bundle", *sys.argv[1:]]
        return subprocess.call([*command, *own], env={**os.environ, PRIVATE: "1"})
    folder = options.root or Path(mkdtemp(prefix="nst-debian-", dir="/var/tmp"))
    system = BareSystem(folder)
    system.make()
    samples = [paths.sample_file(Path(name).name) for name in (PHOTO, PAINTING, OTHER)]
    system.give(dict(zip((PHOTO, PAINTING, OTHER), samples, strict=True)), ARTIST)
    display = VirtualDisplay()
    try:
        bench = Bench(system, display, options.deb, options.archive, options.pictures)
        succeeded = run_checks(bench, options.only)
    finally:
        display.close()
        system.close()
        if options.root is None and not options.keep:
            shutil.rmtree(folder)
    print(f"Pictures of the display: {options.pictures}")
    return 0 if succeeded else 1


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    dist = ROOT / "dist"
    parser.add_argument("--deb", type=Path, help="package to check (default: the newest in dist)")
    parser.add_argument("--archive", type=Path, help="archive to check (default: in dist)")
    parser.add_argument(
        "--root", type=Path, help="folder with a Debian 12 to use again; made if missing"
    )
    parser.add_argument("--keep", action="store_true", help="keep the Debian made for the checks")
    parser.add_argument(
        "--pictures", type=Path, default=dist / "check", help="folder for pictures of the display"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], choices=[check.__name__ for check in CHECKS],
        metavar="CHECK", help="run only these checks, besides install and purge",
    )  # fmt: skip
    options = parser.parse_args()
    if os.geteuid() != 0:
        parser.error("the checks need root, to mount and to use chroot")
    for name, pattern in (("deb", f"{NAME}_*.deb"), ("archive", f"{NAME}-*.tar.gz")):
        found = getattr(options, name) or max(
            dist.glob(pattern), key=lambda path: path.stat().st_mtime, default=None
        )
        if found is None or not found.is_file():
            parser.error(f"no {pattern} was found; build it with python -m tools.linux_packages")
        setattr(options, name, found)
    return options


if __name__ == "__main__":
    sys.exit(main())
