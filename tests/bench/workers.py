"""Worker processes that run the compared programs step by step.

Each keeps the settings that its program makes, and none affects another's memory.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.pictures import PARAMS
from tests.bench.processors import Level


class Worker:
    """A process that runs one program's steps."""

    def __init__(
        self, program: str, level: Level, content: Path, style: Path, size: int,
        history: int = PARAMS.history,
    ) -> None:  # fmt: skip
        command = [sys.executable, "-m", "tests.bench.worker", program]
        self._process = subprocess.Popen(
            [*command, str(content), str(style), str(size), str(history)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **level.environment},
        )  # fmt: skip
        self.start = self._answer()

    def ask(self, question: str) -> Any:
        """Ask the process something and return its answer.

        Args:
            question: `step` runs one and returns its seconds, `peak` returns bytes, and `save FILE`
                writes the picture to a file and returns True.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("a worker has ended; its error is above")
        return json.loads(line)
