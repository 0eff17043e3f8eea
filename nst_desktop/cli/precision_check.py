"""The precision of a command's run, before it starts: what is said of one that is slow here."""

from dataclasses import replace

from nst_desktop.cli.messages import note
from nst_desktop.core.errors import UserError
from nst_desktop.recipes.plan import Plan


def take_usable(plan: Plan) -> Plan:
    """A recipe's plan, in float32 where its precision is slower here or not possible."""
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import usable_precision

    name = plan.params.precision
    usable = usable_precision(name, choose_device(plan.device))
    if usable == name:
        return plan
    note(
        f"The artwork was made in {name}, which is slower here or not available. This run "
        f"computes in {usable}; fine details may differ."
    )
    return replace(plan, params=replace(plan.params, precision=usable))


def tell_if_slow(name: str, device_name: str) -> None:
    """Say so if float32 is faster. One that is not possible at all is left to the run to report."""
    if name == "auto":
        return
    from nst_desktop.core.devices import choose_device
    from nst_desktop.core.precision import SLOW, choose_precision, slowness

    try:
        device = choose_device(device_name)
        times = slowness(choose_precision(name, device), device)
    except UserError:
        return
    if times > SLOW:
        where = "processor" if device.type == "cpu" else "graphics card"
        note(
            f"{name} is about {_rounded(times)} times slower than float32 on this {where}. "
            "Choose automatic precision to be faster."
        )


def _rounded(times: float) -> str:
    return f"{times:.1f}" if times < 1.95 else f"{times:.0f}"
