"""Errors with a text for the user, shown in English or in the window's language."""

from collections.abc import Callable, Mapping
from typing import Any


class Words(str):
    """Part of an error's text that is translated separately, such as "a whole number"."""

    __slots__ = ()


class UserError(Exception):
    """Error that the user can correct; its text says what is wrong and what to do.

    Attributes:
        text: The English text. With values it is a template for str.format, with {name} for each;
            the window translates it, and those values that are Words or a UserError.
        values: The values, by name.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values

    def __reduce__(self) -> tuple[Callable[..., "UserError"], tuple[Any, ...]]:
        """Pickle for another process, with values of other types replaced by their text."""
        plain = (UserError, str, int, float)
        values = {
            name: value if isinstance(value, plain) else str(value)
            for name, value in self.values.items()
        }
        return _rebuild, (type(self), self.args, {**vars(self), "values": values})


class Notice(UserError):  # noqa: N818 - not an error
    """Information for the user although nothing is wrong; it is shown, never raised."""


class ParameterError(UserError, ValueError):
    """A parameter has an invalid value.

    Attributes:
        field: Name of the invalid StyleParams field or part of the job.
    """

    def __init__(self, field: str, text: str, /, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field


class WeightsError(UserError):
    """The network's weights are missing, damaged or not a VGG-19."""


class DeviceError(UserError):
    """The requested device does not exist on this machine."""


class DivergedError(UserError):
    """The loss was not finite, even after one retry with smaller steps."""


class StoppedError(Exception):
    """The run was asked to stop, which is no fault; raised between two layers or two steps."""


def as_user_error(error: Exception) -> UserError:
    """Return the error itself if it is a UserError, else one that describes it."""
    if isinstance(error, UserError):
        return error
    if is_out_of_memory(error):
        return UserError("There is not enough memory for this size. Choose a smaller one.")
    return UserError(
        "An internal error occurred ({kind}: {error}). Please report it.",
        kind=type(error).__name__,
        error=error,
    )


def explain(error: Exception) -> str:
    """Return one line for the user, in English."""
    return str(as_user_error(error))


def is_out_of_memory(error: Exception) -> bool:
    """Return whether memory ran out, on the CPU or on a GPU."""
    # On the CPU torch raises a plain RuntimeError: "not enough memory: you tried to allocate".
    text = str(error).lower()
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and ("out of memory" in text or "enough memory" in text)
    )


def _rebuild(
    error_type: type[UserError], arguments: tuple[Any, ...], state: Mapping[str, Any]
) -> UserError:
    error = error_type.__new__(error_type, *arguments)
    vars(error).update(state)
    return error
