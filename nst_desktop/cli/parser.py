"""Argument parser of the commands; it has one flag for each field of StyleParams."""

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
from nst_desktop.core.variations import SIZE as SMALL_SIZE
from nst_desktop.core.variations import STEPS as SMALL_STEPS
from nst_desktop.films.film_formats import FILM_SUFFIXES
from nst_desktop.films.film_options import Easing
from nst_desktop.images.formats import SAVE_SUFFIXES, Metadata
from nst_desktop.resume.autosave import INTERVAL

KEEP = "keep"  # value of --transparency
LATEST = "latest"  # value of --resume
FIGURE, SHEET, BATCH = "figure", "sheet", "batch"
DEFAULT_ROWS, DEFAULT_COLUMNS = "style_weight:5,10,20,40,80", "style_scale:0.5,1,2"
_GENERAL = ("-h", "--help", "--version")


def is_command(arguments: list[str]) -> bool:
    """Whether the arguments name a command; otherwise they are for the window."""
    return bool(arguments) and arguments[0] in (*Mode, FIGURE, SHEET, BATCH, *_GENERAL)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="nst-desktop",
        description="Neural style transfer: renders a photograph in the style of paintings. "
        "Without a command, or with pictures only (nst-desktop PHOTO [PAINTING ...]), the window "
        "opens.",
    )
    parser.add_argument("--version", action="version", version=f"NST Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_render(commands)
    _add_texture(commands)
    _add_reconstruct(commands)
    _add_figure(commands)
    _add_sheet(commands)
    _add_batch(commands)
    return parser


def parameter_help(name: str, default: str) -> str:
    """Return the help of a parameter: its effect, its range or choices, and its default."""
    about = describe(name)
    note = "" if about.only_with is None else " Only with {} {}.".format(*about.only_with)
    note += "" if about.not_with is None else " Not with {} {}.".format(*about.not_with)
    return f"{about.help}{note} ({allowed_values(name)}; default: {default})"


def allowed_values(name: str) -> str:
    """Return the range or the choices of a parameter as text."""
    about = describe(name)
    if is_layer_list(name):
        return "such as conv4_2 or conv1_1:1,conv2_1:0.5"
    return ", ".join(about.choices) if about.choices else _range(about)


def _range(about: Description) -> str:
    assert about.lo is not None
    assert about.hi is not None
    return f"{plain_number(about.lo)} to {plain_number(about.hi)}"


def default_text(name: str, mode: Mode = Mode.TRANSFER) -> str:
    """Return the default of a parameter in this mode, as written on the command line."""
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
        help="take the texture of painting N only from where its mask is white; needs --region",
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
        help="make a contact sheet over two parameters, paintings or presets",
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
            help="what to vary: a parameter, such as style_weight:5,20,80; styles, for each "
            "painting by itself; presets, for all, or presets:Bold,Painterly (default if neither "
            f"is given: rows {DEFAULT_ROWS}, columns {DEFAULT_COLUMNS})",
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
        help="instead of a list: photographs, or folders of photographs",
    )  # fmt: skip
    command.add_argument(
        "--style", type=Path, nargs="+", metavar="PICTURE",
        help="paintings; each photograph is rendered in each of them",
    )  # fmt: skip
    command.add_argument(
        "--blend", metavar="X,X,...",
        help="render each photograph once, in a blend of all paintings with these shares",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER",
        help="folder for the artworks and the report; created if missing",
    )  # fmt: skip
    command.add_argument(
        "--format", default="png", choices=[suffix[1:] for suffix in SAVE_SUFFIXES],
        help="file format of artworks that are not named in a list (default: png)",
    )  # fmt: skip
    _add_metadata(command)
    _add_bits(command)
    command.add_argument(
        "--preset", metavar="NAME|FILE", help="start from the parameters of this preset"
    )
    command.add_argument("--jobs", metavar="N", help="artworks made at the same time (default: 1)")
    command.add_argument(
        "--threads", metavar="N",
        help="processor threads per artwork; the same number gives the same pictures "
        "(default: all, divided among the artworks made at the same time)",
    )  # fmt: skip
    command.add_argument(
        "--cluster", metavar="tcp://HOST:PORT",
        help="make the artworks on the workers of this Dask scheduler",
    )  # fmt: skip
    _add_general(command)
    _add_parameters(command, Mode.TRANSFER, parameter_names())


def _add_command(commands: Any, mode: Mode, about: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        mode.value, allow_abbrev=False, help=about
    )
    command.add_argument("-o", "--output", type=Path, metavar="OUT", help="the artwork to write")
    source = command.add_mutually_exclusive_group()
    source.add_argument(
        "--from", dest="source", type=Path, metavar="ARTWORK",
        help="reuse the parameters and pictures recorded in a saved artwork; the pictures are "
        "searched beside it and in the current folder",
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
        help="metadata copied from the photograph; usual: author, copyright, description and date; "
        "all: also camera, serial numbers and location "
        f"(default: {Metadata.USUAL})",
    )  # fmt: skip


def _add_bits(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--bits", type=int, choices=(8, 16), default=8,
        help="bits per channel of PNG and TIFF files; 16 for further editing (default: 8)",
    )  # fmt: skip


def _add_resuming(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--resume", nargs="?", const=LATEST, metavar=f"FILE|{LATEST}",
        help="resume the latest interrupted run of this command, or the one saved in FILE; the "
        "artwork is the same as without the interruption",
    )  # fmt: skip
    command.add_argument(
        "--autosave", metavar="SECONDS",
        help=f"interval of autosaves for --resume (default: {INTERVAL:g}; 0: never)",
    )  # fmt: skip


def _add_film(command: argparse.ArgumentParser, mode: Mode) -> None:
    group = command.add_argument_group("film")
    group.add_argument(
        "--film", type=Path, metavar="FILE",
        help=f"also write a film of the run; the name ends in {', '.join(FILM_SUFFIXES)}",
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
        "--film-hold", metavar="X", help="seconds for which it then stays (default: 1.5)"
    )
    group.add_argument("--film-fps", metavar="N", help="frames per second (default: 25)")
    group.add_argument(
        "--film-size", metavar="N",
        help="long side in px (default: the artwork's, at most 1920, or 640 for WebP and GIF)",
    )  # fmt: skip
    group.add_argument(
        "--film-easing", choices=list(Easing), default=Easing.SMOOTH,
        help="how the speed changes; accelerating starts slowly (default: smooth)",
    )  # fmt: skip


def _add_styles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "styles", type=Path, nargs="*", metavar="STYLE", help="a painting; several are blended"
    )
    command.add_argument(
        "--blend", metavar="X,X,...", help="share of each painting in the blend (default: equal)"
    )
    command.add_argument(
        "--style-scales", metavar="X,X,...", help="factor on --style-scale for each painting"
    )


def _add_general(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: auto)"
    )
    command.add_argument(
        "--weights", metavar="builtin|torchvision|FILE",
        help="weights of the network; torchvision's are downloaded once, 548 MB "
        "(default: builtin)",
    )  # fmt: skip
    command.add_argument("--quiet", action="store_true", help="show no progress")


def _add_parameters(
    command: argparse.ArgumentParser,
    mode: Mode,
    names: tuple[str, ...],
    defaults: Mapping[str, Any] | None = None,
) -> None:
    """Add one flag per parameter; `defaults` overrides the general defaults."""
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
