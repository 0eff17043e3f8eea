"""Errors with a message for the user, displayed in English or in the window's language."""

import textwrap
from collections.abc import Callable, Mapping
from typing import Any

MAX_QUOTED_LENGTH = 160  # characters


class Words(str):
    """Part of an error message that is translated separately, such as "a whole number"."""

    __slots__ = ()


class UserError(Exception):
    """Error that the user can correct; its message says what is wrong and what to do.

    Attributes:
        text: English message. If there are values, this is a str.format template with a {name} for
            each value. The window translates the message and any values that are Words or
            UserErrors.
        values: Values for the template, by name.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values

    def __reduce__(self) -> tuple[Callable[..., "UserError"], tuple[Any, ...]]:
        """Pickle the error for another process; values of unusual types are replaced by text."""
        plain = (UserError, str, int, float)
        values = {
            name: value if isinstance(value, plain) else str(value)
            for name, value in self.values.items()
        }
        return _rebuild, (type(self), self.args, {**vars(self), "values": values})


class Notice(UserError):  # noqa: N818 - not an error
    """Information for the user when nothing is wrong; it is displayed, never raised."""


class ParameterError(UserError, ValueError):
    """A parameter has an invalid value.

    Attributes:
        field: Name of the invalid StyleParams field or the invalid part of the job.
    """

    def __init__(self, field: str, text: str, /, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field


class WeightsError(UserError):
    """The network's weights are missing, damaged or not those of a VGG-19."""


class DeviceError(UserError):
    """The requested device does not exist on this machine."""


class DivergedError(UserError):
    """The loss was not finite, even after one retry with smaller steps."""


class StoppedError(Exception):
    """The run was asked to stop, which is not an error; raised between layers or steps."""


def as_user_error(error: Exception) -> UserError:
    """Return the error itself if it is a UserError, or else a UserError that describes it."""
    if isinstance(error, UserError):
        return error
    if is_out_of_memory(error):
        return UserError("There is not enough memory for this size. Choose a smaller size.")
    return UserError(
        "An internal error occurred ({kind}: {error}). Please report it.",
        kind=type(error).__name__,
        error=error,
    )


def explain(error: Exception) -> str:
    """Describe the error to the user in one line, in English."""
    return str(as_user_error(error))


def short_text(error: Exception) -> str:
    """Return an error's type and the start of its message, in one line, to quote in a message."""
    return textwrap.shorten(f"{type(error).__name__}: {error}", MAX_QUOTED_LENGTH, placeholder="…")


def is_out_of_memory(error: Exception) -> bool:
    """Return whether the error means that memory ran out, on the CPU or on a GPU."""
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
