"""The same job gives the same file in the window, the queue, the commands and a cluster."""

import json

import numpy as np
import pytest
from PIL import ExifTags, Image

from nst_desktop import cli
from nst_desktop.cli import batch_command as batch_command
from nst_desktop.core.job import NoControl
from nst_desktop.images.formats import Metadata, SaveOptions, writable_formats
from nst_desktop.making.job_events import Ended
from nst_desktop.making.order import make_artwork
from nst_desktop.making.workers.parcel import pack_parcel, unpack_parcel
from nst_desktop.queue.destination import Destination
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.ui.queue import controller
from tests.hands import TIMEOUT

PARAMETERS = {"size": 48, "min_size": 48, "steps": 2}
PARAMETERS |= {"convolution": "ordinary", "precision": "float32"}  # bit-identical everywhere


class Here:
    """Stand-in for the worker processes that makes artworks in this process."""

    def __init__(self, _count=1):
        pass

    def make(self, orders, checkpoint):
        for order in orders:
            checkpoint()
            yield Ended(order.number, self.outcome(order))

    def outcome(self, order):
        return make_artwork(order, lambda _: None, NoControl())

    def hold(self, held):
        pass


class Elsewhere(Here):
    """Likewise for a worker on a cluster, which lacks the pictures' files."""

    def outcome(self, order):
        with unpack_parcel(pack_parcel(order)) as sent:
            return make_artwork(sent, lambda _: None, NoControl(), is_elsewhere=True)


@pytest.fixture
def photograph(tmp_path, make_picture):
    """A photograph with a transparent left half and the artist in its metadata."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Anna"
    with Image.open(make_picture("lake.png", 64, 48)) as image:
        pixels = np.asarray(image.convert("RGBA")).copy()
    pixels[:, :32, 3] = 0
    Image.fromarray(pixels).save(tmp_path / "lake.png", exif=exif)
    return tmp_path / "lake.png"


def depth_of(file, picture_format):
    """Return the number of bits per channel."""
    if picture_format.traits.codec == "TIFF":
        with Image.open(file) as image:
            return image.tag_v2[ExifTags.Base.BitsPerSample][0]
    return file.read_bytes()[24] if picture_format.traits.codec == "PNG" else 8


@pytest.mark.parametrize(
    "picture_format", [known for known in writable_formats() if known.traits.alpha]
)
def test_a_job_gives_the_same_file_everywhere(
    qtbot, make_app, set_params, run, save_as, drop, make_picture, photograph, tmp_path,
    monkeypatch, picture_format,
):  # fmt: skip
    monkeypatch.setattr(controller, "real_makers", Here)
    painting, suffix = make_picture("swirls.png", 60, 60, seed=1), picture_format.suffix
    options = SaveOptions(format=picture_format, metadata=Metadata.ALL)
    flags = [*("--bits", picture_format.traits.bits), *("--metadata", "all"), "--quiet"]

    def command(*words):
        assert cli.main([str(word) for word in words]) == 0

    # the window
    app = make_app()
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, photograph, painting)
    set_params(app, **PARAMETERS)
    run(app)
    file = tmp_path / f"window{suffix}"
    save_as(app, file, lambda dialog: dialog.set_options(options))
    made = {"window": file.read_bytes()}

    # the queue
    app.queue.set_destination(Destination(tmp_path, "queue", picture_format))
    app.window.actions.add_to_queue.trigger()
    qtbot.waitUntil(lambda: app.queue.overview().finished == 1, timeout=TIMEOUT)
    made["queue"] = (tmp_path / f"queue{suffix}").read_bytes()

    # the commands
    words = [f"--{name.replace('_', '-')}={value}" for name, value in PARAMETERS.items()]
    output = tmp_path / f"render{suffix}"
    command("render", photograph, painting, "-o", output, *words, *flags, "--transparency", "keep")
    made["render"] = output.read_bytes()
    job = {"content": photograph.name, "styles": [painting.name], "output": f"a{suffix}"}
    jobs = {"format": "nst-desktop jobs", "version": 1, "jobs": [job]}
    (tmp_path / "jobs.json").write_text(json.dumps(jobs))
    for makers in (Here, Elsewhere):
        monkeypatch.setattr(batch_command, "Processes", makers)
        folder = tmp_path / makers.__name__
        command("batch", tmp_path / "jobs.json", "-o", folder, *words, *flags)
        made[makers.__name__] = (folder / f"a{suffix}").read_bytes()

    assert [name for name, data in made.items() if data != made["window"]] == []
    assert read_recipe(file).content.name == "lake.png"
    assert depth_of(file, picture_format) == picture_format.traits.bits
    with Image.open(file) as image:
        assert image.getexif()[ExifTags.Base.Artist] == "Anna"
        alpha = np.asarray(image.convert("RGBA"))[..., 3]
    assert (alpha[:, :20] == 0).all()
    assert (alpha[:, -20:] == 255).all()
