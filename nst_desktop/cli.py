"""The commands without a window: render, texture and reconstruct."""

import argparse
import json
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

from nst_desktop import __version__
from nst_desktop.core.errors import Stopped, UserError, explain
from nst_desktop.core.job import Mode, Step, Style, StyleJob
from nst_desktop.core.params import (
    StyleParams,
    default_of,
    describe,
    parameter_names,
    read_value,
    show_value,
)
from nst_desktop.files.images import PictureError, check_target, load_picture, save_picture
from nst_desktop.files.weights import load_weights

if TYPE_CHECKING:
    from tqdm import tqdm

DONE, FAILED, INTERRUPTED = 0, 1, 130
_GENERAL = ("-h", "--help", "--version")


def is_command(arguments: list[str]) -> bool:
    """Whether these arguments are for this module; all others are for the window."""
    return bool(arguments) and (arguments[0] in list(Mode) or arguments[0] in _GENERAL)


def main(arguments: list[str]) -> int:
    """Do one command. Returns the exit code: 0 done, 1 an error, 130 interrupted.

    Wrong usage ends in SystemExit with code 2.
    """
    begun = perf_counter()
    options = _parser().parse_args(arguments)
    try:
        return _Command(options, begun).run()
    except UserError as error:
        return _complain(str(error))
    except Exception as error:
        return _complain(explain(error))


class _Command:
    """One run from the pictures' paths to the saved artwork."""

    def __init__(self, options: argparse.Namespace, begun: float) -> None:
        self._options = options
        self._begun = begun
        self._last: Step | None = None

    def run(self) -> int:
        output: Path = self._options.output
        check_target(output)
        job = self._job()
        with _interruptible() as control, self._open_log() as log, self._open_bar() as bar:
            try:
                self._iterate(job, control, log, bar)
                code = DONE
            except Stopped:
                code = INTERRUPTED
            except Exception:
                if self._last is not None:
                    self._keep(output)
                raise
        self._keep(output)
        return code

    def _job(self) -> StyleJob:
        options = self._options
        mode = Mode(options.command)
        given = {
            name: read_value(name, text)
            for name in parameter_names()
            if (text := getattr(options, name)) is not None
        }
        return StyleJob(
            params=StyleParams(**{"init": mode.start, **given}),
            weights=load_weights,
            content=load_picture(options.content).pixels if "content" in options else None,
            styles=tuple(
                Style(load_picture(path).pixels) for path in getattr(options, "styles", ())
            ),
            device=options.device,
        )

    def _iterate(
        self, job: StyleJob, control: "_Interrupt", log: TextIO | None, bar: "tqdm[Any]"
    ) -> None:
        from nst_desktop.core.engine import stylize

        for step in stylize(job, control):
            self._last = step
            _show(bar, step)
            if log is not None:
                log.write(json.dumps(_log_line(step, perf_counter() - self._begun)) + "\n")
                log.flush()

    def _keep(self, output: Path) -> None:
        """Write the last good picture, if there is one, wherever that can be done."""
        if self._last is None:
            print("nst-desktop: ended before the first step; nothing was written", file=sys.stderr)
            return
        pixels = self._last.snapshot(0)
        try:
            save_picture(pixels, output)
        except PictureError as error:
            other = Path(tempfile.mkdtemp(prefix="nst-desktop-")) / "artwork.png"
            save_picture(pixels, other)
            raise PictureError(f"{error} The picture is kept as {other}.") from error

    @contextmanager
    def _open_log(self) -> Iterator[TextIO | None]:
        path: Path | None = self._options.log
        if path is None:
            yield None
            return
        try:
            file = path.open("w", encoding="utf-8")
        except OSError as error:
            raise UserError(f"The log {path} cannot be written: {error.strerror}.") from error
        with file:
            yield file

    def _open_bar(self) -> "tqdm[Any]":
        from tqdm import tqdm

        return tqdm(
            total=1.0,
            disable=self._options.quiet,
            bar_format="{percentage:3.0f} % |{bar:24}| {desc}",
            file=sys.stderr,
        )


class _Interrupt:
    """Ctrl-C as a Control: the run ends between two layers."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second one ends at once

    def checkpoint(self) -> None:
        if self._stopped.is_set():
            raise Stopped


@contextmanager
def _interruptible() -> Iterator[_Interrupt]:
    interrupt = _Interrupt()
    before = signal.signal(signal.SIGINT, interrupt.stop)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)


def _show(bar: "tqdm[Any]", step: Step) -> None:
    bar.n = min(step.progress, 1.0)
    bar.set_description_str(
        f"step {step.index}/{step.total}, {step.width} x {step.height} px, "
        f"loss {step.losses.total:.4g}, {_minutes(step.remaining)} left"
    )


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _log_line(step: Step, elapsed: float) -> dict[str, float]:
    return {
        "step": step.index,
        "steps": step.total,
        "scale": step.scale,
        "scales": step.scales,
        "width": step.width,
        "height": step.height,
        "loss": step.losses.total,
        "content": step.losses.content,
        "style": step.losses.style,
        "tv": step.losses.tv,
        "elapsed": round(elapsed, 3),
    }


def _complain(message: str) -> int:
    print(f"nst-desktop: {' '.join(message.split())}", file=sys.stderr)
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nst-desktop",
        description="Turns a photograph and paintings into artwork. Without a command, or with "
        "pictures only (nst-desktop PHOTO [PAINTING ...]), the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"NST Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    render = commands.add_parser(Mode.TRANSFER.value, help="a photograph in the style of paintings")
    render.add_argument("content", type=Path, metavar="CONTENT", help="the photograph")
    texture = commands.add_parser(Mode.TEXTURE.value, help="only the paintings' texture")
    for command in (render, texture):
        command.add_argument(
            "styles", type=Path, nargs="+", metavar="STYLE", help="a painting; several are blended"
        )
    reconstruct = commands.add_parser(
        Mode.RECONSTRUCTION.value, help="a photograph as the network's layers remember it"
    )
    reconstruct.add_argument("content", type=Path, metavar="CONTENT", help="the photograph")
    for command, mode in (
        (render, Mode.TRANSFER),
        (texture, Mode.TEXTURE),
        (reconstruct, Mode.RECONSTRUCTION),
    ):
        _add_options(command, mode)
    return parser


def _add_options(command: argparse.ArgumentParser, mode: Mode) -> None:
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="the artwork to write"
    )
    command.add_argument(
        "--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: auto)"
    )
    command.add_argument("--log", type=Path, metavar="FILE", help="write a JSON line per step")
    command.add_argument("--quiet", action="store_true", help="show no progress")
    group = command.add_argument_group("parameters")
    for each in fields(StyleParams):
        default = mode.start if each.name == "init" else default_of(each.name)
        group.add_argument(
            f"--{each.name.replace('_', '-')}",
            metavar=_metavar(each.name),
            help=_help(each.name, default).replace("%", "%%"),
        )


def _metavar(name: str) -> str:
    default = default_of(name)
    return {int: "N", float: "X", str: "NAME", tuple: "LAYERS"}[type(default)]


def _help(name: str, default: Any) -> str:
    about = describe(name)
    if about.choices:
        allowed = ", ".join(about.choices)
    elif about.lo is not None:
        allowed = f"{about.lo:g} to {about.hi:g}"
    else:
        allowed = "such as conv4_2 or conv1_1:1,conv2_1:0.5"
    note = "" if about.only_with is None else " Only with {} {}.".format(*about.only_with)
    return f"{about.help}{note} ({allowed}; default: {show_value(name, default)})"
