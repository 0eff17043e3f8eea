"""The sketch command: draws photographs in the style of paintings at once. It loads no torch."""

import argparse
from dataclasses import replace
from pathlib import Path

from nst_desktop.cli.messages import DONE, FAILED, note
from nst_desktop.cli.number_options import UsageError, read_shares, read_whole, usage_errors
from nst_desktop.cli.plan_options import given_parameters
from nst_desktop.cli.run_loop import progress_bar
from nst_desktop.core.errors import UserError, explain
from nst_desktop.core.job import Style
from nst_desktop.core.params import StyleParams, describe
from nst_desktop.images.folders import check_folder, make_folder, pictures_in
from nst_desktop.images.load import load_picture
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.images.save import check_target, save_picture
from nst_desktop.recipes.overwrite_guard import PAINTING, PHOTOGRAPH, Inputs, NamedFile
from nst_desktop.sketch.artist import SketchArtist
from nst_desktop.sketch.networks import SketchNetworks
from nst_desktop.sketch.sketch_job import SketchJob
from nst_desktop.storage.naming import proposed_name

MIN_SKETCH_SIZE, MAX_SKETCH_SIZE = 16, 2048  # px


def draw_sketches(options: argparse.Namespace) -> int:
    """Draw a sketch of each photograph and return the exit code.

    A photograph that cannot be read is reported, and the others are drawn nevertheless.

    Raises UserError if an option is invalid or a painting or the network cannot be read.
    """
    with usage_errors():
        size = read_whole(options.sketch_size, "--size", MIN_SKETCH_SIZE, MAX_SKETCH_SIZE)
        params = _params(options)
    if options.content is None:
        return _draw_one(options, params, size)
    return _draw_several(options, params, size)


def _draw_several(options: argparse.Namespace, params: StyleParams, size: int) -> int:
    if not options.pictures:
        raise UsageError(
            "--content takes all pictures that follow it, so no painting is left. Name the "
            "paintings first: sketch STYLE --content PHOTO -o FOLDER"
        )
    photographs = [path for entry in options.content for path in _pictures(entry)]
    check_folder(options.output)
    styles = _read_styles(options, options.pictures)
    artist, done = SketchArtist(SketchNetworks()), 0
    with progress_bar(options.quiet) as bar:
        for index, photograph in enumerate(photographs):
            bar.n = index / len(photographs)
            name = printable_name(photograph.name)
            bar.set_description_str(f"{name}, {index + 1} of {len(photographs)}")
            names = (photograph.name, options.pictures[0].name, "sketch")
            try:
                job = SketchJob(params, load_picture(photograph).pixels, styles)
                sketch, folder = artist.draw(job, size), make_folder(options.output)
                save_picture(sketch, proposed_name(names, folder, ".png"))
                done += 1
            except UserError as error:
                note(explain(error))
        bar.n = 1.0
    if not options.quiet:
        note(f"{done} of {len(photographs)} sketches written to {options.output}")
    return DONE if done == len(photographs) else FAILED


def _draw_one(options: argparse.Namespace, params: StyleParams, size: int) -> int:
    if len(options.pictures) < 2:
        raise UsageError("sketch needs CONTENT STYLE, or STYLE and --content.")
    content, *paintings = options.pictures
    check_target(options.output)
    inputs = [NamedFile(PHOTOGRAPH, content), *(NamedFile(PAINTING, path) for path in paintings)]
    Inputs(inputs).check(options.output, f"-o {printable_name(str(options.output))}")
    job = SketchJob(params, load_picture(content).pixels, _read_styles(options, paintings))
    sketch = SketchArtist(SketchNetworks()).draw(job, size)
    save_picture(sketch, options.output)
    if not options.quiet:
        height, width = sketch.shape[:2]
        note(f"{options.output} written, {width} x {height} px")
    return DONE


def _params(options: argparse.Namespace) -> StyleParams:
    scale = describe("style_weight").scale
    assert scale is not None
    strength = read_whole(options.strength, "--strength", int(scale.lo), int(scale.hi))
    return replace(
        StyleParams(), **given_parameters(options), style_weight=scale.value(float(strength))
    )


def _read_styles(options: argparse.Namespace, paths: list[Path]) -> tuple[Style, ...]:
    with usage_errors():
        shares = read_shares(options.blend, "--blend", len(paths))
    pairs = zip(paths, shares, strict=True)
    return tuple(Style(load_picture(path).pixels, share) for path, share in pairs)


def _pictures(path: Path) -> list[Path]:
    return pictures_in(path) if path.is_dir() else [path]
