"""Runs in separate processes that are killed, and resumed in others.

Used by tests/resume/test_crashes.py and tests/bench/crashes.py.
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
SMALL = {"size": 64, "min_size": 32, "steps": 40}  # two scales
MAX_DELAY = 1.5  # seconds from the first save of a run to its kill
FLAGS = [f"--{name.replace('_', '-')}={value}" for name, value in SMALL.items()]


def make_pictures(folder: Path) -> list[Path]:
    """Write a photograph and a painting."""
    paths = []
    for seed, name in enumerate(("lake.png", "swirls.png")):
        coarse = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), dtype=np.uint8)
        paths.append(folder / name)
        Image.fromarray(coarse).resize((96, 72), Image.Resampling.BICUBIC).save(paths[-1])
    return paths


def environment_in(folder: Path) -> dict[str, str]:
    """Return the environment of a process that keeps all its files in this folder."""
    folders = {f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    own = {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **folders, **own}


def killed_commands(folder: Path, kills: int, seed: int) -> Iterator[bool]:
    """Yield, for each killed `render`, whether `--resume` led to the same picture."""
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
    """Yield, for each killed window, whether its next start led to the same picture."""
    pictures = [str(path) for path in make_pictures(folder)]
    window = ["-m", "tests.resume.crashing"]
    finish([*window, "run", "whole.npy", *pictures], folder)
    chance, whole = random.Random(seed), np.load(folder / "whole.npy")
    while kills:
        run = begin([*window, "run", "killed.npy", *pictures], folder)
        if kill_while_it_runs(run, folder, chance):
            finish([*window, "resume", "killed.npy", *pictures], folder)
            yield np.array_equal(np.load(folder / "killed.npy"), whole) and is_tidy(folder)
            (folder / "killed.npy").unlink()
            kills -= 1


def is_tidy(folder: Path) -> bool:
    """Whether no interrupted run is left."""
    return not any((folder / "nst-desktop" / "sessions").iterdir())


def begin(arguments: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment_in(folder), cwd=folder, stderr=subprocess.PIPE
    )


def finish(arguments: list[str], folder: Path) -> None:
    process = begin(arguments, folder)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()


def kill_while_it_runs(
    process: "subprocess.Popen[bytes]", folder: Path, chance: random.Random
) -> bool:
    """Send SIGKILL a random time after the first save. Returns False if the run ended before."""
    sessions = folder / "nst-desktop" / "sessions"
    deadline = time.monotonic() + 120
    while not any(sessions.glob("*/run.sealed")):
        assert process.poll() is None, process.stderr.read().decode()
        assert time.monotonic() < deadline, "nothing was saved"
        time.sleep(0.005)
    try:
        process.wait(chance.uniform(0, MAX_DELAY))
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def main(arguments: list[str]) -> None:
    """Start or resume a run in a window. Arguments: run|resume OUT PHOTOGRAPH PAINTING."""
    from PySide6.QtWidgets import QApplication

    from nst_desktop import paths
    from nst_desktop.core.params import StyleParams
    from nst_desktop.document.settings import Settings
    from nst_desktop.machine.tuning_file import remember_choices
    from nst_desktop.ui.controllers import Controllers

    action, out, *pictures = arguments
    settings = Settings(paths.settings_file())
    settings.set_text("autosave", "0.02")
    settings.set_text("device", "cpu")
    app = QApplication([])
    controllers = Controllers(app, settings)
    controllers.run.ended.connect(lambda _: app.exit(0))  # quit would ask about unsaved work
    painted = []
    controllers.shown.connect(lambda: painted.append(True))
    controllers.show_first([Path(picture) for picture in pictures])
    while not painted:
        app.processEvents()
    remember_choices()
    if action == "run":
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
