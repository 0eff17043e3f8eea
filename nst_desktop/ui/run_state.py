"""What a run is doing, as the window sees it."""

from enum import Enum, auto


class RunPhase(Enum):
    """Decides which commands of a run there are."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()
