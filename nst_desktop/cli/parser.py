"""Argument parser for the commands, with one flag for each field of StyleParams."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nst_desktop import __version__
from nst_desktop.core.declaration import Description
from nst_desktop.core.mode import Mode
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.params import (
    default_in,
    default_of,
    describe,
    format_value,
    is_layer_list,
    parameter_names,
)
from nst_desktop.core.variations import SMALL_SIZE, SMALL_STEPS
from nst_desktop.films.film_formats import FILM_SUFFIXES
from nst_desktop.films.film_options import Easing
from nst_desktop.images.formats import SAVE_SUFFIXES, Metadata
from nst_desktop.resume.autosave import INTERVAL

KEEP = "keep"  # value of --transparency
LATEST = "latest"  # value of --resume
FIGURE, SHEET, BATCH, MASK, SKETCH = "figure", "sheet", "batch", "mask", "sketch"
DOCTOR = "doctor"
# Commands that start at once, since they load no torch, or must work even if torch is broken.
WITHOUT_TORCH = (MASK, SKETCH, DOCTOR)
DEFAULT_ROWS, DEFAULT_COLUMNS = "style_weight:5,10,20,40,80", "style_scale:0.5,1,2"
DEFAULT_TOLERANCE = "24"
_GENERAL = ("-h", "--help", "--version")


def is_command(arguments: list[str]) -> bool:
    """Return whether the arguments name a command; otherwise, the window handles them."""
    return bool(arguments) and arguments[0] in (
        *Mode,
        FIGURE,
        SHEET,
        BATCH,
        MASK,
        SKETCH,
        DOCTOR,
        *_GENERAL,
    )


def make_parser() -> argparse.ArgumentParser:
    """Return the parser for all commands."""
    parser = _make_top_parser()
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog=parser.prog
    )
    _add_render(commands)
    _add_texture(commands)
    _add_reconstruct(commands)
    _add_figure(commands)
    _add_sheet(commands)
    _add_batch(commands)
    _add_mask(commands)
    _add_sketch(commands)
    commands.add_parser(
        DOCTOR,
        allow_abbrev=False,
        help="show what this computer has, for a bug report, and what keeps the program from "
        "working",
    )
    return parser


def make_window_parser() -> argparse.ArgumentParser:
    """Return the parser for the arguments of a start without a command, which opens the window."""
    parser = _make_top_parser()
    parser.add_argument(
        "pictures", nargs="*", metavar="PICTURE", help="the photograph, then the paintings"
    )
    return parser


def _make_top_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nst-desktop",
        usage="nst-desktop [--new-window] [--queue] [PHOTO [PAINTING ...]]\n"
        "       nst-desktop COMMAND ...",
        description="Neural style transfer: renders a photograph in the style of paintings. "
        "Without a command, the window opens; you can name pictures to open in it. A window that "
        "is already open takes them.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"NST Desktop {__version__}")
    window = parser.add_argument_group("window")
    window.add_argument(
        "--new-window", action="store_true", help="open another window, even if one is open"
    )
    window.add_argument("--queue", action="store_true", help="show the queue")
    return parser


def parameter_help(name: str, default: str) -> str:
    """Return a parameter's help text: its effect, range or choices, and default."""
    about = describe(name)
    note = "" if about.only_with is None else " Only with {} {}.".format(*about.only_with)
    note += "" if about.not_with is None else " Not with {} {}.".format(*about.not_with)
    return f"{about.help}{note} ({allowed_values(name)}; default: {default})"


def allowed_values(name: str) -> str:
    """Return a parameter's range or choices as text."""
    about = describe(name)
    if is_layer_list(name):
        return "such as conv4_2 or conv1_1:1,conv2_1:0.5"
    return ", ".join(about.choices) if about.choices else _range(about)


def _range(about: Description) -> str:
    assert about.lo is not None
    assert about.hi is not None
    return f"{plain_number(about.lo)} to {plain_number(about.hi)}"


def default_text(name: str, mode: Mode = Mode.TRANSFER) -> str:
    """Return a parameter's default in this mode, in command-line notation."""
    return format_value(name, default_in(name, mode))


def _add_render(commands: Any) -> None:
    command = _add_command(commands, Mode.TRANSFER, "render a photograph in the style of paintings")
    command.add_argument("content", type=Path, nargs="?", metavar="CONTENT", help="the photograph")
    _add_styles(command)
    command.add_argument(
        "--region", action="append", default=[], metavar="MASK:N",
        help="use painting N (1 is the first) where the mask is white; repeatable",
    )  # fmt: skip
    command.add_argument(
        "--style-mask", action="append", default=[], metavar="N:MASK",
        help="use the texture of painting N only where its mask is white; requires --region",
    )  # fmt: skip
    command.add_argument(
        "--protect",
        type=Path,
        metavar="MASK",
        help="protect the photograph where the mask is white",
    )


def _add_texture(commands: Any) -> None:
    _add_styles(_add_command(commands, Mode.TEXTURE, "synthesise a texture from paintings"))


def _add_reconstruct(commands: Any) -> None:
    command = _add_command(
        commands, Mode.RECONSTRUCTION, "reconstruct a photograph from layers of the network"
    )
    command.add_argument("content", type=Path, nargs="?", metavar="CONTENT", help="the photograph")


def _add_figure(commands: Any) -> None:
    command = commands.add_parser(
        FIGURE,
        allow_abbrev=False,
        help="reconstruct a photograph and a painting, layer by layer (Gatys 2015, fig. 1)",
    )
    command.add_argument("content", type=Path, metavar="CONTENT", help="the photograph")
    command.add_argument("style", type=Path, metavar="STYLE", help="the painting")
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="output folder; created if missing",
    )
    _add_general(command)
    _add_parameters(command, Mode.TEXTURE, ("size", "steps", "pooling", "optimiser", "seed"))


def _add_sheet(commands: Any) -> None:
    command = commands.add_parser(
        SHEET,
        allow_abbrev=False,
        help="make a contact sheet that varies parameters, paintings or presets",
    )
    command.add_argument("content", type=Path, metavar="CONTENT", help="the photograph")
    command.add_argument("styles", type=Path, nargs="+", metavar="STYLE", help="the paintings")
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT",
        help="the contact sheet; updated after every picture",
    )  # fmt: skip
    for flag in ("--rows", "--columns"):
        command.add_argument(
            flag, metavar="NAME:A,B,...",
            help="what to vary. A parameter, such as style_weight:5,20,80. styles: one painting at "
            "a time. presets: all presets; presets:Bold,Painterly: only these. (default if neither "
            f"--rows nor --columns is given: rows {DEFAULT_ROWS}, columns {DEFAULT_COLUMNS})",
        )  # fmt: skip
    command.add_argument(
        "--preset", metavar="NAME|FILE", help="start from the parameters of this preset"
    )
    command.add_argument(
        "--log", type=Path, metavar="FILE", help="write one line of JSON per picture"
    )
    _add_general(command)
    _add_parameters(
        command, Mode.TRANSFER, parameter_names(), {"size": SMALL_SIZE, "steps": SMALL_STEPS}
    )


def _add_batch(commands: Any) -> None:
    command = commands.add_parser(
        BATCH,
        allow_abbrev=False,
        help="render many artworks, with a report; repeat the command to resume",
    )
    command.add_argument("list", type=Path, nargs="?", metavar="JOBS.json", help="list of jobs")
    command.add_argument(
        "--content", type=Path, nargs="+", metavar="FOLDER",
        help="photographs, or folders of photographs, instead of a list of jobs",
    )  # fmt: skip
    command.add_argument(
        "--style", type=Path, nargs="+", metavar="PICTURE",
        help="paintings; every photograph is rendered once in the style of each",
    )  # fmt: skip
    command.add_argument(
        "--blend", metavar="X,X,...",
        help="render each photograph once, in a blend of all paintings; one share per painting",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER",
        help="folder for the artworks and the report; created if missing",
    )  # fmt: skip
    command.add_argument(
        "--format", default="png", choices=[suffix[1:] for suffix in SAVE_SUFFIXES],
        help="file format for artworks without a file name in the list of jobs (default: png)",
    )  # fmt: skip
    _add_metadata(command)
    _add_bits(command)
    command.add_argument(
        "--preset", metavar="NAME|FILE", help="start from the parameters of this preset"
    )
    command.add_argument("--jobs", metavar="N", help="artworks made at the same time (default: 1)")
    command.add_argument(
        "--threads", metavar="N",
        help="processor threads per artwork; the same number reproduces the same pictures "
        "(default: all, divided among the artworks made at the same time)",
    )  # fmt: skip
    command.add_argument(
        "--cluster", metavar="tcp://HOST:PORT",
        help="make the artworks on this Dask scheduler's workers",
    )  # fmt: skip
    _add_general(command)
    _add_parameters(command, Mode.TRANSFER, parameter_names())


def _add_mask(commands: Any) -> None:
    command = commands.add_parser(
        MASK, allow_abbrev=False, help="select an object of a photograph, as a mask for a region"
    )
    command.add_argument("content", type=Path, metavar="PHOTO", help="the photograph")
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="MASK.png", help="the mask to write"
    )
    marks = command.add_mutually_exclusive_group(required=True)
    marks.add_argument(
        "--inside", action="append", default=[], metavar="X,Y",
        help="a point of the object, in px or as 50%%,40%%; repeatable",
    )  # fmt: skip
    marks.add_argument(
        "--similar", metavar="X,Y",
        help="select the area of similar colour and texture around this point instead",
    )  # fmt: skip
    command.add_argument(
        "--outside", action="append", default=[], metavar="X,Y",
        help="a point that does not belong to the object; repeatable",
    )  # fmt: skip
    command.add_argument(
        "--tolerance", metavar="N",
        help=f"largest difference for --similar, 0 to 255 (default: {DEFAULT_TOLERANCE})",
    )  # fmt: skip
    command.add_argument("--quiet", action="store_true", help="show no message")


def _add_sketch(commands: Any) -> None:
    command = commands.add_parser(
        SKETCH, allow_abbrev=False, help="draw a sketch of an artwork at once"
    )
    command.add_argument(
        "pictures", type=Path, nargs="*", metavar="PICTURE",
        help="the photograph, then the paintings; only the paintings if --content is given",
    )  # fmt: skip
    command.add_argument(
        "--content", type=Path, nargs="+", metavar="PHOTO",
        help="photographs, or folders of photographs, instead of one",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT",
        help="the sketch to write; with --content, the folder for the sketches",
    )  # fmt: skip
    command.add_argument(
        "--strength", default="50", metavar="N",
        help="balance between photograph and painting, 0 to 100 (default: 50)",
    )  # fmt: skip
    command.add_argument(
        "--size", dest="sketch_size", default="512", metavar="N",
        help="long side in px, 16 to 2048 (default: 512)",
    )  # fmt: skip
    command.add_argument(
        "--blend", metavar="X,X,...", help="share of each painting in the blend (default: equal)"
    )
    command.add_argument("--quiet", action="store_true", help="show no progress")
    _add_parameters(command, Mode.TRANSFER, ("style_scale", "colour"))


def _add_command(commands: Any, mode: Mode, about: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        mode.value, allow_abbrev=False, help=about
    )
    command.add_argument("-o", "--output", type=Path, metavar="OUT", help="the artwork to write")
    source = command.add_mutually_exclusive_group()
    source.add_argument(
        "--from", dest="source", type=Path, metavar="ARTWORK",
        help="reuse the parameters and pictures recorded in a saved artwork; the pictures are "
        "looked up in the artwork's folder and the current folder",
    )  # fmt: skip
    source.add_argument(
        "--preset", metavar="NAME|FILE", help="start from the parameters of this preset"
    )
    command.add_argument(
        "--init-image", type=Path, metavar="PICTURE", help="start from this picture"
    )
    command.add_argument(
        "--transparency", metavar=f"{KEEP}|#RRGGBB",
        help=f"{KEEP}: preserve the photograph's alpha channel; #RRGGBB: flatten transparent "
        "pictures onto this colour (default: #ffffff)",
    )  # fmt: skip
    command.add_argument("--log", type=Path, metavar="FILE", help="write one line of JSON per step")
    command.set_defaults(metadata=Metadata.USUAL)  # a texture has no photograph
    if mode is not Mode.TEXTURE:
        _add_metadata(command)
    _add_bits(command)
    _add_resuming(command)
    _add_general(command)
    _add_film(command, mode)
    _add_parameters(command, mode, parameter_names())
    return command


def _add_metadata(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--metadata", type=Metadata, choices=list(Metadata), default=Metadata.USUAL,
        help="metadata to copy from the photograph. usual: author, copyright, description and "
        "date. all: also camera, serial numbers and location. "
        f"(default: {Metadata.USUAL})",
    )  # fmt: skip


def _add_bits(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--bits", type=int, choices=(8, 16), default=8,
        help="bits per channel in PNG and TIFF files; use 16 for further editing (default: 8)",
    )  # fmt: skip


def _add_resuming(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--resume", nargs="?", const=LATEST, metavar=f"FILE|{LATEST}",
        help="resume this command's latest interrupted run, or the run saved in FILE; the artwork "
        "is the same as without the interruption",
    )  # fmt: skip
    command.add_argument(
        "--autosave", metavar="SECONDS",
        help=f"interval between autosaves for --resume (default: {INTERVAL:g}; 0: never)",
    )  # fmt: skip


def _add_film(command: argparse.ArgumentParser, mode: Mode) -> None:
    group = command.add_argument_group("film")
    group.add_argument(
        "--film", type=Path, metavar="FILE",
        help=f"also write a film of the run; end the name in {', '.join(FILM_SUFFIXES)}",
    )  # fmt: skip
    if mode is not Mode.TEXTURE:
        group.add_argument(
            "--film-fade", action="store_true",
            help="fade from the photograph to the artwork instead of showing the run",
        )  # fmt: skip
    group.add_argument(
        "--film-seconds", metavar="X", help="seconds until the artwork is complete (default: 6)"
    )
    group.add_argument(
        "--film-hold", metavar="X", help="seconds to hold the artwork at the end (default: 1.5)"
    )
    group.add_argument("--film-fps", metavar="N", help="frames per second (default: 25)")
    group.add_argument(
        "--film-size", metavar="N",
        help="long side in px (default: same as the artwork, up to 1920, or up to 640 for WebP "
        "and GIF)",
    )  # fmt: skip
    group.add_argument(
        "--film-easing", choices=list(Easing), default=Easing.SMOOTH,
        help="how the speed changes over time; accelerating: slow start (default: smooth)",
    )  # fmt: skip


def _add_styles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "styles", type=Path, nargs="*", metavar="STYLE", help="a painting; two or more are blended"
    )
    command.add_argument(
        "--blend", metavar="X,X,...", help="share of each painting in the blend (default: equal)"
    )
    command.add_argument(
        "--style-scales", metavar="X,X,...", help="factor for each painting's --style-scale"
    )


def _add_general(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: auto)"
    )
    command.add_argument(
        "--weights", metavar="builtin|torchvision|FILE",
        help="network weights; torchvision's are downloaded once, 548 MB "
        "(default: builtin)",
    )  # fmt: skip
    command.add_argument("--quiet", action="store_true", help="show no progress")


def _add_parameters(
    command: argparse.ArgumentParser,
    mode: Mode,
    names: tuple[str, ...],
    defaults: Mapping[str, Any] | None = None,
) -> None:
    """Add one flag per parameter. In the help texts, `defaults` overrides the usual defaults."""
    texts = {name: format_value(name, value) for name, value in (defaults or {}).items()}
    group = command.add_argument_group("parameters")
    for name in names:
        group.add_argument(
            f"--{name.replace('_', '-')}",
            metavar=_metavar(name),
            help=parameter_help(name, texts.get(name, default_text(name, mode))).replace("%", "%%"),
        )


def _metavar(name: str) -> str:
    return {int: "N", float: "X", str: "NAME", tuple: "LAYERS"}[type(default_of(name))]
