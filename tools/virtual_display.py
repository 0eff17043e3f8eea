"""A display without a screen, with keys to press and pictures of it: Xvfb, openbox and xdotool."""

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
from PIL import Image

SIZE = (1280, 800)
PROGRAM_NAME = "NST Desktop"  # ends the title of its main windows
_T = TypeVar("_T")


class DisplayTimeoutError(Exception):
    """What was waited for did not happen."""


class VirtualDisplay:
    """A display of its own, whose picture Xvfb keeps in a file. End it with close()."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        number, ready = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(ready), "-screen", "0", "{}x{}x24".format(*SIZE), "-ac",
             "-nolisten", "tcp", "-fbdir", self._folder.name],
            pass_fds=[ready], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(ready)
        with open(number) as answer:
            self.name = f":{answer.readline().strip()}"
        self._environment = {**os.environ, "DISPLAY": self.name}
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=self._environment, stderr=subprocess.DEVNULL
        )
        wait_for(lambda: self._xdotool("getmouselocation"), 10, "the display's start")
        self._file = Path(self._folder.name) / "Xvfb_screen0"

    def close(self) -> None:
        """End the display."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()
        self._folder.cleanup()

    def press(self, *keys: str) -> None:
        """Press keys, such as "ctrl+s", one after another, in the active window."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)

    def windows(self, title: str) -> list[str]:
        """Return the ids of the visible windows whose title matches a regular expression."""
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def title(self, window: str) -> str:
        """Return the title of a window, or "" if it is gone."""
        return self._xdotool("getwindowname", window).strip()

    def main_windows(self) -> list[str]:
        """Return the ids of the program's main windows."""
        return self.windows(f"{PROGRAM_NAME}$")

    def classes(self, window: str) -> list[str]:
        """Return a window's names for its program (WM_CLASS)."""
        done = subprocess.run(
            ["xprop", "-id", window, "WM_CLASS"], env=self._environment,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return [part.strip(' "\n') for part in done.stdout.partition("=")[2].split(",")]

    def activate(self, window: str) -> None:
        """Give a window the keys."""
        self._xdotool("windowactivate", "--sync", window)

    def is_painted(self) -> bool:
        """Return whether anything covers most of the display, which is black without windows."""
        return bool(np.mean(self._pixels()[::8, ::8].any(axis=2)) > 0.5)

    def save_picture(self, file: Path) -> None:
        """Save a picture of the display."""
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(self._pixels()).save(file)

    def _pixels(self) -> np.ndarray:
        """Read the display's picture, an XWD file: a header of 32-bit numbers, colours, pixels."""
        data = self._file.read_bytes()
        header = np.frombuffer(data, ">u4", 25).astype(int)
        size, width, height, line, colours = header[[0, 4, 5, 12, 19]]
        pixels = np.frombuffer(data, np.uint8, line * height, size + colours * 12)
        return pixels.reshape(height, line // 4, 4)[:, :width, 2::-1]

    def _xdotool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout


def wait_for(condition: Callable[[], _T], seconds: float, what: str) -> _T:
    """Return the first true value of `condition`; raise DisplayTimeoutError if there is none."""
    limit = time.monotonic() + seconds
    while True:
        with suppress(OSError):
            if value := condition():
                return value
        if time.monotonic() > limit:
            raise DisplayTimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.02)
