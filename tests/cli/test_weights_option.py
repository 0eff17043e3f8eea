"""The --weights option."""

import weakref

from nst_desktop import cli
from nst_desktop.cli import commands
from nst_desktop.cli.resume_option import ResumableRun


def test_a_run_frees_the_original_weights(make_picture, monkeypatch, tmp_path):
    """Check that weights not used by the network, or converted, are freed."""
    loaded, gone = [], []
    load = commands.load_weights_for

    def load_and_watch(*arguments):
        weights = load(*arguments)
        loaded.append(weakref.ref(weights.convolutions[-1][0]))
        return weights

    monkeypatch.setattr(commands, "load_weights_for", load_and_watch)
    monkeypatch.setattr(ResumableRun, "on_step", lambda *_: gone.append(loaded[0]() is None))
    pictures = [str(make_picture(name, 48, 48)) for name in ("lake.png", "swirls.png")]
    output = tmp_path / "a.png"
    assert cli.main(["render", *pictures, "-o", str(output), "--size=48", "--steps=2"]) == 0
    assert gone == [True, True]
    assert output.exists()
