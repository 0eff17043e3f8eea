"""What may be written on the command line; one flag per field of StyleParams."""

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
    is_layer_list,
    parameter_names,
    show_value,
)
from nst_desktop.core.variations import SIZE as SMALL_SIZE
from nst_desktop.core.variations import STEPS as SMALL_STEPS
from nst_desktop.films.film_formats import FILM_SUFFIXES
from nst_desktop.films.film_options import Easing
from nst_desktop.images.formats import SAVE_SUFFIXES, Metadata
from nst_desktop.resume.autosave import INTERVAL

KEEP = "keep"  # transparency
LATEST = "latest"  # run to go on with
FIGURE, SHEET, BATCH = "figure", "sheet", "batch"
DEFAULT_ROWS, DEFAULT_COLUMNS = "style_weight:5,10,20,40,80", "style_scale:0.5,1,2"
_GENERAL = ("-h", "--help", "--version")


def is_command(arguments: list[str]) -> bool:
    """Whether these arguments are a command; all others are for the window."""
    return bool(arguments) and arguments[0] in (*Mode, FIGURE, SHEET, BATCH, *_GENERAL)


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="nst-desktop",
        description="Turns a photograph and paintings into artwork. Without a command, or with "
        "pictures only (nst-desktop PHOTO [PAINTING ...]), the window opens.",
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
    """What a parameter does, what may be given, and its default."""
    about = describe(name)
    note = "" if about.only_with is None else " Only with {} {}.".format(*about.only_with)
    note += "" if about.not_with is None else " Not with {} {}.".format(*about.not_with)
    return f"{about.help}{note} ({allowed_values(name)}; default: {default})"


def allowed_values(name: str) -> str:
    """The range or the choices of a parameter, in words."""
    about = describe(name)
    if is_layer_list(name):
        return "such as conv4_2 or conv1_1:1,conv2_1:0.5"
    return ", ".join(about.choices) if about.choices else _range(about)


def _range(about: Description) -> str:
    assert about.lo is not None
    assert about.hi is not None
    return f"{plain_number(about.lo)} to {plain_number(about.hi)}"


def default_text(name: str, mode: Mode = Mode.TRANSFER) -> str:
    """A parameter's default in this mode, as it would be written."""
    return show_value(name, default_in(name, mode))


def _add_render(commands: Any) -> None:
    command = _add_command(commands, Mode.TRANSFER, "a photograph in the style of paintings")
    command.add_argument("content", type=Path, nargs="?", metavar="CONTENT", help="the photograph")
    _add_styles(command)
    command.add_argument(
        "--region", action="append", default=[], metavar="MASK:N",
        help="painting N (1 is the first) goes where the mask is white; may be repeated",
    )  # fmt: skip
    command.add_argument(
        "--style-mask", action="append", default=[], metavar="N:MASK",
        help="take painting N's texture only where the mask is white; needs regions",
    )  # fmt: skip
    command.add_argument(
        "--protect", type=Path, metavar="MASK", help="keep the photograph where the mask is white"
    )


def _add_texture(commands: Any) -> None:
    _add_styles(_add_command(commands, Mode.TEXTURE, "only the paintings' texture"))


def _add_reconstruct(commands: Any) -> None:
    command = _add_command(
        commands, Mode.RECONSTRUCTION, "a photograph as the network's layers remember it"
    )
    command.add_argument("content", type=Path, nargs="?", metavar="CONTENT", help="the photograph")


def _add_figure(commands: Any) -> None:
    command = commands.add_parser(
        FIGURE,
        allow_abbrev=False,
        help="reconstructions of both, layer by layer (Gatys 2015, fig. 1)",
    )
    command.add_argument("content", type=Path, metavar="CONTENT", help="the photograph")
    command.add_argument("style", type=Path, metavar="STYLE", help="the painting")
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="made if missing"
    )
    _add_general(command)
    _add_parameters(command, Mode.TEXTURE, ("size", "steps", "pooling", "optimiser", "seed"))


def _add_sheet(commands: Any) -> None:
    command = commands.add_parser(
        SHEET, allow_abbrev=False, help="small pictures over two parameters, paintings or presets"
    )
    command.add_argument("content", type=Path, metavar="CONTENT", help="the photograph")
    command.add_argument("styles", type=Path, nargs="+", metavar="STYLE", help="the paintings")
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT",
        help="the sheet; it is written anew with every picture",
    )  # fmt: skip
    for flag in ("--rows", "--columns"):
        command.add_argument(
            flag, metavar="NAME:A,B,...",
            help="what differs in them: a parameter, such as style_weight:5,20,80; styles: each "
            "painting by itself; presets, or presets:Bold,Painterly (default without both: rows "
            f"{DEFAULT_ROWS}, columns {DEFAULT_COLUMNS})",
        )  # fmt: skip
    command.add_argument("--preset", metavar="NAME|FILE", help="begin with these parameters")
    command.add_argument("--log", type=Path, metavar="FILE", help="write a JSON line per picture")
    _add_general(command)
    _add_parameters(
        command, Mode.TRANSFER, parameter_names(), {"size": SMALL_SIZE, "steps": SMALL_STEPS}
    )


def _add_batch(commands: Any) -> None:
    command = commands.add_parser(
        BATCH,
        allow_abbrev=False,
        help="many artworks, with a report; given again, it goes on where it stopped",
    )
    command.add_argument(
        "list", type=Path, nargs="?", metavar="JOBS.json", help="what to make, job by job"
    )
    command.add_argument(
        "--content", type=Path, nargs="+", metavar="FOLDER",
        help="instead of a list: photographs, or folders of photographs",
    )  # fmt: skip
    command.add_argument(
        "--style", type=Path, nargs="+", metavar="PICTURE",
        help="paintings; each photograph is made in each of them",
    )  # fmt: skip
    command.add_argument(
        "--blend", metavar="X,X,...",
        help="make each photograph once, in a blend of all paintings with these shares",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER",
        help="for the artworks and the report; made if missing",
    )  # fmt: skip
    command.add_argument(
        "--format", default="png", choices=[each[1:] for each in SAVE_SUFFIXES],
        help="of the artworks that no list gives a name (default: png)",
    )  # fmt: skip
    _add_metadata(command)
    _add_bits(command)
    command.add_argument("--preset", metavar="NAME|FILE", help="begin with these parameters")
    command.add_argument("--jobs", metavar="N", help="artworks at once (default: 1)")
    command.add_argument(
        "--threads", metavar="N",
        help="of the processor, for each artwork; equal numbers give equal pictures "
        "(default: all, shared among the artworks at once)",
    )  # fmt: skip
    command.add_argument(
        "--cluster", metavar="tcp://HOST:PORT",
        help="have the artworks made by the workers of this Dask scheduler",
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
        help="take parameters and pictures from the recipe in a saved artwork; the pictures are "
        "looked for beside it and in the current folder",
    )  # fmt: skip
    source.add_argument("--preset", metavar="NAME|FILE", help="begin with these parameters")
    command.add_argument(
        "--init-image", type=Path, metavar="PICTURE", help="begin with this picture"
    )
    command.add_argument(
        "--transparency", metavar=f"{KEEP}|#RRGGBB",
        help=f"{KEEP}: give the photograph's to the artwork; a colour: lay transparent pictures on "
        "it (default: #ffffff)",
    )  # fmt: skip
    command.add_argument("--log", type=Path, metavar="FILE", help="write a JSON line per step")
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
        help="what the artwork's file keeps of the photograph's; usual: author, copyright, "
        "description and when it was taken; all: camera, serial numbers and place as well "
        f"(default: {Metadata.USUAL})",
    )  # fmt: skip


def _add_bits(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--bits", type=int, choices=(8, 16), default=8,
        help="of each colour in a PNG or TIFF file; 16 for further editing (default: 8)",
    )  # fmt: skip


def _add_resuming(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--resume", nargs="?", const=LATEST, metavar=f"FILE|{LATEST}",
        help="go on with the run of this command that a crash or Ctrl-C has interrupted, the "
        "latest one or that of this file; the artwork is as if nothing had happened",
    )  # fmt: skip
    command.add_argument(
        "--autosave", metavar="SECONDS",
        help=f"save the run on the way, for --resume (default: {INTERVAL:g}; 0: never)",
    )  # fmt: skip


def _add_film(command: argparse.ArgumentParser, mode: Mode) -> None:
    group = command.add_argument_group("film")
    group.add_argument(
        "--film", type=Path, metavar="FILE",
        help=f"show the making as a film: a name in {', '.join(FILM_SUFFIXES)}",
    )  # fmt: skip
    if mode is not Mode.TEXTURE:
        group.add_argument(
            "--film-fade", action="store_true",
            help="instead of the making, fade from the photograph to the artwork",
        )  # fmt: skip
    group.add_argument(
        "--film-seconds", metavar="X", help="until the artwork is there (default: 6)"
    )
    group.add_argument("--film-hold", metavar="X", help="how long it then stays (default: 1.5)")
    group.add_argument("--film-fps", metavar="N", help="pictures a second (default: 25)")
    group.add_argument(
        "--film-size", metavar="N",
        help="long side in px (default: the artwork's, up to 1920, or 640 as WebP and GIF)",
    )  # fmt: skip
    group.add_argument(
        "--film-easing", choices=list(Easing), default=Easing.SMOOTH,
        help="how it goes through its pictures; accelerating lingers at the beginning",
    )  # fmt: skip


def _add_styles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "styles", type=Path, nargs="*", metavar="STYLE", help="a painting; several are blended"
    )
    command.add_argument(
        "--blend", metavar="X,X,...", help="each painting's share in the blend (default: all alike)"
    )
    command.add_argument(
        "--style-scales", metavar="X,X,...", help="each painting's own factor on --style-scale"
    )


def _add_general(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: auto)"
    )
    command.add_argument(
        "--weights", metavar="builtin|torchvision|FILE",
        help="the network's weights; torchvision's are downloaded once, 548 MB "
        "(default: builtin)",
    )  # fmt: skip
    command.add_argument("--quiet", action="store_true", help="show no progress")


def _add_parameters(
    command: argparse.ArgumentParser,
    mode: Mode,
    names: tuple[str, ...],
    defaults: Mapping[str, Any] | None = None,
) -> None:
    """defaults: the command's own, by parameter."""
    own = {name: show_value(name, value) for name, value in (defaults or {}).items()}
    group = command.add_argument_group("parameters")
    for name in names:
        group.add_argument(
            f"--{name.replace('_', '-')}",
            metavar=_metavar(name),
            help=parameter_help(name, own.get(name, default_text(name, mode))).replace("%", "%%"),
        )


def _metavar(name: str) -> str:
    return {int: "N", float: "X", str: "NAME", tuple: "LAYERS"}[type(default_of(name))]
