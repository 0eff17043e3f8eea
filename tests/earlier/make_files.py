"""Writes one file of each kind that the program keeps; see README.md.

    PYTHONPATH=CHECKOUT python make_files.py FOLDER

FOLDER: a new one. Its path is recorded in the session, the queue and the settings.
Run once with each version whose files are kept; another version may need changes here.
"""

import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

FOLDER = Path(sys.argv[1]).absolute()
for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
    os.environ[f"XDG_{kind}_HOME"] = str(FOLDER / "places" / kind.lower())
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image, ImageDraw  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from nst_desktop import cli, paths  # noqa: E402
from nst_desktop.cli.commands import _Run  # noqa: E402
from nst_desktop.core.params import StyleParams, format_value  # noqa: E402
from nst_desktop.document.settings import Settings  # noqa: E402
from nst_desktop.queue.queue_store import QueueStore  # noqa: E402
from nst_desktop.recipes.params_json import changes_of  # noqa: E402
from nst_desktop.recipes.plan import Plan, StyleFile  # noqa: E402
from nst_desktop.ui.controllers import Controllers  # noqa: E402
from nst_desktop.ui.history import recorder  # noqa: E402

# Available on every computer, so that all make the same pictures.
_ALIKE = {"precision": "float32", "convolution": "ordinary"}
DEFAULT = StyleParams(size=48, steps=3, **_ALIKE)
CHANGED = StyleParams(
    size=32, min_size=16, steps=3, style_weight=40.0, style_scale=0.75,
    style_layers=(("conv1_1", 1.0), ("conv2_1", 0.5), ("conv3_1", 2.0)),
    content_layers=(("conv3_1", 1.0),), pooling="average", tv_weight=0.5, colour="histogram",
    history=2, init="blend", noise=0.25, seed=7, **_ALIKE,
)  # fmt: skip
BREAK = 2  # steps that the interrupted run does


def main() -> None:
    """Write all files."""
    FOLDER.mkdir()
    os.chdir(FOLDER)
    ours = paths.cache_folder() / "pictures"  # a session keeps copies of what lies here
    ours.mkdir(parents=True)
    make_pictures(paths.resources() / "samples", ours)
    render(ours, "default.png", DEFAULT)
    render(ours, "changed.png", CHANGED, "--protect", str(ours / "mask.png"))
    interrupt(ours)
    fill_queue()
    use_window()
    collect()


def make_pictures(samples: Path, folder: Path) -> None:
    """Write a photograph, a painting and a mask."""
    for sample, name, size in (
        ("mountain_lake.jpg", "lake.png", (48, 32)),
        ("impasto.jpg", "impasto.png", (40, 40)),
    ):
        with Image.open(samples / sample) as image:
            image.resize(size, Image.Resampling.LANCZOS).save(folder / name, optimize=True)
    mask = Image.new("L", (48, 32))
    ImageDraw.Draw(mask).ellipse((6, 4, 22, 20), fill=255)
    mask.save(folder / "mask.png", optimize=True)
    for path in folder.iterdir():
        shutil.copyfile(path, FOLDER / path.name)


def render(folder: Path, output: str, params: StyleParams, *more: str) -> None:
    """Run the render command with the pictures in this folder."""
    flags = [
        f"--{name.replace('_', '-')}={format_value(name, value)}"
        for name, value in changes_of(params).items()
    ]
    pictures = [str(folder / "lake.png"), str(folder / "impasto.png")]
    cli.main(["render", *pictures, "-o", output, "--device", "cpu", *more, *flags])


def interrupt(folder: Path) -> None:
    """Interrupt the run of changed.png after its second step, leaving its session."""
    keep = _Run._keep_step

    def keep_and_stop(making: _Run, step: object) -> None:
        keep(making, step)
        if step.index == BREAK:
            signal.raise_signal(signal.SIGINT)

    _Run._keep_step = keep_and_stop
    render(folder, "interrupted.png", CHANGED, "--protect", str(folder / "mask.png"))
    _Run._keep_step = keep


def fill_queue() -> None:
    """Queue one artwork with default and one with changed parameters."""
    store = QueueStore.open(paths.queue_folder())
    plan = Plan(
        params=DEFAULT,
        content=FOLDER / "lake.png",
        styles=(StyleFile(FOLDER / "impasto.png"),),
        device="cpu",
    )
    other = replace(plan, params=CHANGED, protect=FOLDER / "mask.png")
    store.queue.add([store.keep(each, ()) for each in (plan, other)], "builtin")
    store.save()
    store.release()


def use_window() -> None:
    """Do a run with all its moments, save a preset, and write the settings."""
    recorder.INTERVAL = 0
    app = QApplication([])
    settings = Settings(paths.settings_file())
    settings.set_text("device", "cpu")
    controllers = Controllers(app, settings)
    controllers.show_first([FOLDER / "lake.png", FOLDER / "impasto.png"])
    controllers.loader.settled.connect(app.quit)
    app.exec()
    controllers.window.panel.set_params(StyleParams(size=32, steps=3, style_weight=40.0))
    controllers.recorder.kept.connect(app.quit)
    controllers.window.actions.start.trigger()
    app.exec()
    controllers.presets._on_save("Mine")
    controllers.last_setup.write()
    assert controllers.shut_down()


def collect() -> None:
    """Move the files to keep out of the program's folders, and delete the rest."""
    for kind, name in (
        *(("state", "sessions"), ("state", "queue/queue.json"), ("state", "history")),
        *(("config", "settings.ini"), ("data", "presets/mine.json")),
    ):
        path = FOLDER / "places" / kind / "nst-desktop" / name
        path.rename(FOLDER / path.name)
    for lock in FOLDER.glob("sessions/*/lock"):
        lock.unlink()
    shutil.rmtree(FOLDER / "places")
    (FOLDER / "interrupted.png").unlink()


if __name__ == "__main__":
    main()
