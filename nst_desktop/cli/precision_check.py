"""Precision checks before a run: warn about a slow precision, or replace it."""

from dataclasses import replace

from nst_desktop.cli.messages import note
from nst_desktop.core.errors import UserError
from nst_desktop.recipes.plan import Plan


def with_usable_precision(plan: Plan) -> Plan:
    """Return a recipe's plan, using float32 if the recipe's precision is slower or unavailable."""
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import usable_precision

    name = plan.params.precision
    usable = usable_precision(name, choose_device(plan.device))
    if usable == name:
        return plan
    note(
        f"The artwork was made in {name}, which is slower or not available on this computer. This "
        f"run computes in {usable}; fine details may differ."
    )
    return replace(plan, params=replace(plan.params, precision=usable))


def warn_if_slow(name: str, device_name: str) -> None:
    """Warn if float32 is faster. The run itself reports an unavailable precision."""
    if name == "auto":
        return
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import SLOWNESS_WARNING_THRESHOLD, choose_precision, slowness

    try:
        device = choose_device(device_name)
        factor = slowness(choose_precision(name, device), device)
    except UserError:
        return
    if factor > SLOWNESS_WARNING_THRESHOLD:
        processor = "processor" if device.type == "cpu" else "graphics card"
        note(
            f"{name} is about {_rounded(factor)} times slower than float32 on this "
            f"{processor}. Use --precision auto for the fastest one."
        )


def _rounded(factor: float) -> str:
    return f"{factor:.1f}" if factor < 1.95 else f"{factor:.0f}"
