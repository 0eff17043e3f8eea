"""Runs in processes of their own that are killed, and go on in others.

See tests/resume/test_crashes.py, and tests/bench/crashes.py for more of the same.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[2]
SMALL = {"size": 64, "min_size": 32, "steps": 40}  # of two scales
MAX_LENGTH = 1.5  # seconds after its first save until a run is killed
FLAGS = [f"--{name.replace('_', '-')}={value}" for name, value in SMALL.items()]


def make_pictures(folder: Path) -> list[Path]:
    """A photograph and a painting."""
    paths = []
    for seed, name in enumerate(("lake.png", "swirls.png")):
        coarse = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), dtype=np.uint8)
        paths.append(folder / name)
        Image.fromarray(coarse).resize((96, 72), Image.Resampling.BICUBIC).save(paths[-1])
    return paths


def places(folder: Path) -> dict[str, str]:
    """The environment of a process whose places lie in this folder; one thread keeps it quick."""
    kinds = {f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    own = {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **kinds, **own}


def killed_commands(folder: Path, kills: int, seed: int) -> Iterator[bool]:
    """Whether each `render` that was killed came to the same picture with `--resume`."""
    pictures = [str(path) for path in make_pictures(folder)]
    command = str(ROOT / "main.py")
    settings = ["--quiet", "--device", "cpu", "--autosave", "0.02", *FLAGS]
    render = [command, "render", *pictures, *settings]
    finish([*render, "-o", "whole.png"], folder)
    chance, whole = random.Random(seed), pixels_of(folder / "whole.png")
    while kills:
        if kill_while_it_runs(begin([*render, "-o", "killed.png"], folder), folder, chance):
            finish([command, "render", "--resume", "--quiet"], folder)
            yield np.array_equal(pixels_of(folder / "killed.png"), whole) and is_tidy(folder)
            (folder / "killed.png").unlink()
            kills -= 1


def killed_windows(folder: Path, kills: int, seed: int) -> Iterator[bool]:
    """Whether each window that was killed came to the same picture at its next start."""
    pictures = [str(path) for path in make_pictures(folder)]
    window = ["-m", "tests.resume.crashing"]
    finish([*window, "run", "whole.npy", *pictures], folder)
    chance, whole = random.Random(seed), np.load(folder / "whole.npy")
    while kills:
        run = begin([*window, "run", "killed.npy", *pictures], folder)
        if kill_while_it_runs(run, folder, chance):
            finish([*window, "go-on", "killed.npy", *pictures], folder)
            yield np.array_equal(np.load(folder / "killed.npy"), whole) and is_tidy(folder)
            (folder / "killed.npy").unlink()
            kills -= 1


def is_tidy(folder: Path) -> bool:
    """Whether no interrupted run is left."""
    return not any((folder / "nst-desktop" / "sessions").iterdir())


def begin(arguments: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *arguments], env=places(folder), cwd=folder, stderr=subprocess.PIPE
    )


def finish(arguments: list[str], folder: Path) -> None:
    process = begin(arguments, folder)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()


def kill_while_it_runs(
    process: "subprocess.Popen[bytes]", folder: Path, chance: random.Random
) -> bool:
    """kill -9 a random time after its first save. False if it had come to its end before."""
    sessions = folder / "nst-desktop" / "sessions"
    deadline = time.monotonic() + 120
    while not any(sessions.glob("*/run.sealed")):
        assert process.poll() is None, process.stderr.read().decode()
        assert time.monotonic() < deadline, "nothing was saved"
        time.sleep(0.005)
    try:
        process.wait(chance.uniform(0, MAX_LENGTH))
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def main(arguments: list[str]) -> None:
    """run|go-on OUT PHOTOGRAPH PAINTING: the window, that starts or goes on by itself."""
    from PySide6.QtWidgets import QApplication

    from nst_desktop import paths
    from nst_desktop.core.params import StyleParams
    from nst_desktop.document.settings import Settings
    from nst_desktop.machine.tuning_file import remember_choices
    from nst_desktop.ui.controllers import Controllers

    what, out, *pictures = arguments
    settings = Settings(paths.settings_file())
    settings.set_text("autosave", "0.02")
    settings.set_text("device", "cpu")
    app = QApplication([])
    controllers = Controllers(app, settings)
    controllers.run.ended.connect(lambda _: app.exit(0))  # quit would ask about unsaved work
    painted = []
    controllers.shown.connect(lambda: painted.append(True))
    controllers.show_first([Path(each) for each in pictures])
    while not painted:
        app.processEvents()
    remember_choices()
    if what == "run":
        params = StyleParams(**SMALL)
        controllers.document.put(replace(controllers.document.setup(), params=params))
        controllers.window.actions.start.trigger()
    else:
        controllers.recovery.offer()
        message = controllers.window.message
        while "interrupted" not in message.text():
            app.processEvents()
        message._action.click()
    app.exec()
    np.save(out, controllers.document.artwork().artwork.pixels)
    controllers.shut_down()


if __name__ == "__main__":
    main(sys.argv[1:])
