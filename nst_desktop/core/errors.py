"""The errors whose text is written for people and shown to them as it is."""


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


class Stopped(Exception):  # noqa: N818 - not an error
    """The run was asked to stop; raised between two layers or two steps. Not a fault."""


def explain(error: Exception) -> str:
    """One line for people: a UserError's own text; for any other fault, what it seems to be."""
    if isinstance(error, UserError):
        return str(error)
    if is_out_of_memory(error):
        return "There is not enough memory for this size. Choose a smaller one."
    return f"Something went wrong inside the program ({type(error).__name__}: {error})."


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out, on the CPU or on a GPU."""
    # torch raises a plain RuntimeError on the CPU: "not enough memory: you tried to allocate".
    text = str(error).lower()
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and ("out of memory" in text or "enough memory" in text)
    )
