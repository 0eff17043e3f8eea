"""Look of artworks: `python -m tests.bench.look OUT [--size 512] [--set NAME=VALUE ...]`.

Renders pairs of photographs and paintings with the program's defaults changed by --set, prints the
measures of each picture with their median and worst, and writes the pictures, a contact sheet and
the figures (look.json) to the folder OUT. With --against, every pair is also rendered with other
parameters. With --blind as well, the pictures are named PAIR-a.png and PAIR-b.png in random order,
no figures are printed, and key.json says which is which.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.engine import stylize
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams, parameter_names, parse_value
from nst_desktop.images.contact_sheet import draw_contact_sheet
from nst_desktop.images.headings import Headings
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.recipes.plan import Plan, StyleFile, load_run
from nst_desktop.recipes.presets import apply, find_preset
from nst_desktop.weights.network_weights import load_weights
from tests.bench.measures import MEASURES, measure, median, worst
from tests.bench.pairs import Pair, find_pairs
from tests.bench.pictures import with_processor

_CELL = 512  # px, longest side of a picture on the contact sheet
_FORMATS = (".3f", ".2%", ".1f", ".1f", ".2f")  # one for each of MEASURES

Figures = dict[str, float]
# In the order of rendering: ending of a picture's file name -> name of the version.
Order = dict[str, str]


def main() -> None:
    options = parse()
    remember_choices()
    try:
        look(options)
    except UserError as error:
        raise SystemExit(f"look: {error}") from error


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    made = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    made.add_argument("out", type=Path, help="folder of the pictures and figures")
    made.add_argument("--size", type=int, default=512, help="long side, px")
    made.add_argument("--pairs", type=int, metavar="N", help="only the first N; else all")
    made.add_argument("--set", nargs="+", action="extend", default=[], metavar="NAME=VALUE")
    made.add_argument(
        "--against", nargs="+", action="extend", default=[], metavar="PRESET|NAME=VALUE",
        help="a second version: the defaults with these instead of --set's",
    )  # fmt: skip
    made.add_argument("--blind", action="store_true", help="do not say which version is which")
    made.add_argument("--seed", type=int, help="of the order of blind pictures; else random")
    made.add_argument("--images", type=Path, help="folder of well-known pictures, see pairs.py")
    options = made.parse_args(arguments)
    if options.blind and not options.against:
        made.error("--blind needs --against")
    if options.pairs is not None and options.pairs < 1:
        made.error("--pairs must be at least 1")
    return options


def look(options: argparse.Namespace) -> None:
    """Render, measure and write everything."""
    versions = read_versions(options)
    pairs = find_pairs(options.images)[: options.pairs]
    orders = make_orders([pair.name for pair in pairs], list(versions), options)
    figures: dict[str, dict[str, Figures]] = {name: {} for name in versions}
    rows: list[list[Pixels]] = []
    weights = cache(load_weights)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.blind:
        write_json(orders, options.out / "key.json")
    print_row("", [] if options.blind else MEASURES)
    for pair in pairs:
        job = load_run(plan_of(pair, options.size), weights).job
        assert job.content is not None
        row = [job.content, job.styles[0].pixels]
        for ending, name in orders[pair.name].items():
            artwork = render(replace(job, params=versions[name]))
            Image.fromarray(artwork).save(options.out / f"{pair.name}{ending}.png")
            found = measure(artwork, job.content, job.styles[0].pixels)
            figures[name][pair.name] = found
            print_row(pair.name + ending, [] if options.blind else texts(found))
            row.append(artwork)
        rows.append([shrunk(picture, options.size) for picture in row])
    endings = [ending.strip("-") for ending in orders[pairs[0].name]]
    columns = ["photograph", "painting", *(endings if options.blind else versions)]
    write_sheet(rows, Headings([pair.name for pair in pairs], columns), options)
    write_figures(figures, options)


def read_versions(options: argparse.Namespace) -> dict[str, StyleParams]:
    """Return the versions to compare by name.

    Raises:
        UserError: A preset or value cannot be used.
        SystemExit: A name cannot be set, or both versions are the same.
    """
    both = [options.set, options.against] if options.against else [options.set]
    found = {" ".join(each) or "defaults": read_params(each, options.size) for each in both}
    if len(set(found.values())) < len(both):
        raise SystemExit("look: both versions are the same")
    return found


def read_params(texts: Iterable[str], size: int) -> StyleParams:
    """Apply presets and NAME=VALUE texts to the defaults in order, and set the size in px."""
    params = StyleParams()
    for text in texts:
        name, is_value, value = text.partition("=")
        name = name.replace("-", "_") if is_value else name
        if not is_value:
            params = apply(find_preset(name), params)
        elif name == "size" or name not in parameter_names():
            raise SystemExit(f"look: {name} cannot be set")
        else:
            params = replace(params, **{name: parse_value(name, value)})
    return replace(params, size=size)


def make_orders(
    pairs: Iterable[str], versions: Sequence[str], options: argparse.Namespace
) -> dict[str, Order]:
    """Return for each pair the order of its versions and the endings of their file names."""
    if not options.blind:
        return {pair: dict(zip(("", "-against"), versions, strict=False)) for pair in pairs}
    lots = random.Random(options.seed)
    return {pair: dict(zip(("-a", "-b"), lots.sample(versions, 2), strict=True)) for pair in pairs}


def plan_of(pair: Pair, size: int) -> Plan:
    """Return the plan of a pair with the default parameters."""
    styles = (StyleFile(pair.painting),)
    return Plan(params=StyleParams(size=size), content=pair.photograph, styles=styles)


def render(job: StyleJob) -> Pixels:
    """Return the artwork after the last step."""
    for step in stylize(job):
        last = step
    return last.snapshot(0)


def shrunk(picture: Pixels, size: int) -> Pixels:
    """Return a picture scaled for the contact sheet."""
    image = Image.fromarray(picture)
    image.thumbnail((min(size, _CELL), min(size, _CELL)), Image.Resampling.LANCZOS)
    return np.asarray(image)


def write_sheet(rows: list[list[Pixels]], headings: Headings, options: argparse.Namespace) -> None:
    """Write the contact sheet: one row per pair, of photograph, painting and artworks."""
    cells = {(i, j): picture for i, row in enumerate(rows) for j, picture in enumerate(row)}
    side = min(options.size, _CELL)
    Image.fromarray(draw_contact_sheet(headings, cells, (side, side))).save(
        options.out / "sheet.png"
    )


def write_figures(figures: dict[str, dict[str, Figures]], options: argparse.Namespace) -> None:
    """Write look.json and print median and worst; figures are keyed by version, then by pair."""
    summaries = {}
    for version, pictures in figures.items():
        rows = list(pictures.values())
        summaries[version] = {"median": median(rows), "worst": worst(rows)}
        if not options.blind:
            print(version)
            for name, row in summaries[version].items():
                print_row(f"  {name}", texts(row))
    result = {"size": options.size, "pictures": figures, "summaries": summaries}
    write_json(with_processor(result), options.out / "look.json")


def print_row(name: str, columns: Iterable[str]) -> None:
    print(f"{name:34}" + "".join(f"{column:>17}" for column in columns), flush=True)


def texts(figures: Figures) -> list[str]:
    """Format the figures for the table."""
    return [format(figures[name], how) for name, how in zip(MEASURES, _FORMATS, strict=True)]


def write_json(what: object, path: Path) -> None:
    path.write_text(json.dumps(what, indent=1))


if __name__ == "__main__":
    main()
