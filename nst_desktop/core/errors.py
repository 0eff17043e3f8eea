"""The errors whose text is written for people: shown as it is, or in the window's language."""

from collections.abc import Callable, Mapping
from typing import Any


class Words(str):
    """A part of an error's text that has a translation of its own, such as "a whole number"."""

    __slots__ = ()


class UserError(Exception):
    """Something the user can put right. The text says what is wrong and what to do.

    text: with {names} in the places of values, as for str.format; without values, as it is. The
    window translates it, and those of the values that are Words or a UserError.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values

    def __reduce__(self) -> tuple[Callable[..., "UserError"], tuple[Any, ...]]:
        """For another process: whatever else a value is, its text will do there."""
        plain = (UserError, str, int, float)
        values = {
            name: value if isinstance(value, plain) else str(value)
            for name, value in self.values.items()
        }
        return _rebuilt, (type(self), self.args, {**vars(self), "values": values})


class Notice(UserError):  # noqa: N818 - not an error
    """What people should know although nothing is wrong; it is told, not raised."""


class ParameterError(UserError, ValueError):
    """A parameter has a value that cannot be used.

    field: the name of the StyleParams field, or of the part of the job, at fault.
    """

    def __init__(self, field: str, text: str, /, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field


class WeightsError(UserError):
    """The network's weights are missing, damaged or not a VGG-19."""


class DeviceError(UserError):
    """The device asked for does not exist on this machine."""


class DivergedError(UserError):
    """The loss was not a finite number, even after one retry with a smaller step."""


class StoppedError(Exception):
    """The run was asked to stop; raised between two layers or two steps. Not a fault."""


def as_user_error(error: Exception) -> UserError:
    """A UserError itself; for any other fault, what it seems to be."""
    if isinstance(error, UserError):
        return error
    if is_out_of_memory(error):
        return UserError("There is not enough memory for this size. Choose a smaller one.")
    return UserError(
        "Something went wrong inside the program ({kind}: {error}).",
        kind=type(error).__name__,
        error=error,
    )


def explain(error: Exception) -> str:
    """One line for people, in English."""
    return str(as_user_error(error))


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out, on the CPU or on a GPU."""
    # torch raises a plain RuntimeError on the CPU: "not enough memory: you tried to allocate".
    text = str(error).lower()
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and ("out of memory" in text or "enough memory" in text)
    )


def _rebuilt(
    kind: type[UserError], arguments: tuple[Any, ...], state: Mapping[str, Any]
) -> UserError:
    error = kind.__new__(kind, *arguments)
    vars(error).update(state)
    return error
