"""Whatever happens during a write, either the old or the new file is complete."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from nst_desktop.images.formats import PictureFormat, SaveOptions
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.images.save import save_picture
from nst_desktop.recipes.presets import Preset, PresetError, save_preset
from nst_desktop.storage import atomic
from tests.images.save_worker import SEEDS, picture

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
ROOT = Path(__file__).parents[2]
KILLS = 5  # per case
NOISE = np.random.default_rng(2).integers(0, 256, (200, 200, 3), dtype=np.uint8)
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is exceeded",
    errno.EFBIG: "the file is too large for this disk",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EIO: "Input/output error",
}


@pytest.fixture
def old(tmp_path):
    """An existing picture, alone in its folder."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    path = folder / "a.png"
    save_picture(255 - NOISE, path)
    return path


@contextmanager
def refused(old, reason):
    """Check that saving fails for this reason and leaves only the old picture."""
    before = old.read_bytes()
    with pytest.raises(PictureError, match=rf"a\.png could not be written to .*{reason}.*another"):
        yield
    assert old.read_bytes() == before
    assert os.listdir(old.parent) == ["a.png"]
    assert np.array_equal(load_picture(old).pixels, 255 - NOISE)


def failing(number):
    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", REASONS)
@pytest.mark.parametrize("call", ["open", "fsync", "getsize", "chmod", "replace"])
def test_any_error_at_any_step_leaves_the_old_picture(old, monkeypatch, call, number):
    owners = {"open": (atomic, "open"), "getsize": (os.path, "getsize")}
    owner, name = owners.get(call, (atomic.os, call))
    with refused(old, REASONS[number]), monkeypatch.context() as patch:
        patch.setattr(owner, name, failing(number), raising=False)
        save_picture(NOISE, old)


def test_an_unreported_short_write_is_noticed(old, monkeypatch):
    with refused(old, "written completely"), monkeypatch.context() as patch:
        patch.setattr(os.path, "getsize", lambda _: 17)
        save_picture(NOISE, old)


def test_a_folder_that_cannot_be_synced_does_no_harm(old, monkeypatch):
    real = os.open
    monkeypatch.setattr(
        atomic.os, "open", lambda path, *rest: failing(errno.EINVAL)() if path == old.parent
        else real(path, *rest),
    )  # fmt: skip
    save_picture(NOISE, old)
    assert np.array_equal(load_picture(old).pixels, NOISE)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has it")
def test_a_full_device_leaves_the_old_picture(old, monkeypatch):
    with refused(old, "the disk is full"), monkeypatch.context() as patch:
        full = open("/dev/full", "wb")  # noqa: SIM115 - closed by whole_file
        patch.setattr(atomic, "open", lambda *_: full, raising=False)
        save_picture(NOISE, old)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 256 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a disk is not permitted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("picture_format", PictureFormat)
def test_a_full_disk_leaves_the_old_picture_in_every_format(small_disk, picture_format):
    path = small_disk / f"a{picture_format.suffix}"
    path.write_bytes(b"old")
    large = np.random.default_rng(3).integers(0, 256, (700, 700, 3), dtype=np.uint8)
    options = SaveOptions(format=picture_format, quality=100)
    with pytest.raises(PictureError, match="the disk is full"):
        save_picture(large, path, None, options)
    assert path.read_bytes() == b"old"
    assert os.listdir(small_disk) == [path.name]
    small = np.zeros((20, 20, 3), np.uint8)
    save_picture(small, path, None, options)  # The failed save used no space.
    assert np.array_equal(load_picture(path).pixels, small)


@POSIX
@pytest.mark.parametrize("bytes_allowed", [0, 1, 100, 8192, 100_000])
def test_a_file_size_limit_leaves_the_old_picture(old, bytes_allowed):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with refused(old, "the file is too large"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_allowed, limits[1]))
        try:
            save_picture(NOISE, old)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("call", ["open", "fsync", "chmod"])
def test_a_folder_that_vanishes_meanwhile_is_reported(old, monkeypatch, call):
    owner = atomic if call == "open" else atomic.os
    real = open if call == "open" else getattr(os, call)

    def vanish(*given):
        shutil.rmtree(old.parent)
        return real(*given)

    monkeypatch.setattr(owner, call, vanish, raising=False)
    with pytest.raises(PictureError, match="the folder no longer exists"):
        save_picture(NOISE, old)
    assert not old.parent.exists()


def test_an_interrupt_leaves_the_old_picture(old, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    before = old.read_bytes()
    monkeypatch.setattr(atomic.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_picture(NOISE, old)
    assert old.read_bytes() == before
    assert os.listdir(old.parent) == ["a.png"]


@POSIX
def test_a_link_is_followed_to_its_file(old, tmp_path):
    link = tmp_path / "link.png"
    link.symlink_to(old)
    save_picture(NOISE, link)
    assert link.is_symlink()
    assert np.array_equal(load_picture(old).pixels, NOISE)


@POSIX
def test_a_link_to_itself_is_replaced_or_reported(tmp_path):
    path = tmp_path / "a.png"
    path.symlink_to("a.png")
    try:
        save_picture(NOISE, path)
    except PictureError:
        assert path.is_symlink()
    else:
        assert np.array_equal(load_picture(path).pixels, NOISE)


def test_a_preset_is_saved_the_same_way(tmp_path, monkeypatch):
    path = tmp_path / "presets" / "mine.json"
    save_preset(Preset("Mine", "", {"steps": 7}), path)
    before = path.read_bytes()
    for call in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(atomic.os, call, failing(errno.ENOSPC))
            with pytest.raises(PresetError, match="No space left"):
                save_preset(Preset("Mine", "", {"steps": 8}), path)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["mine.json"]


# Killed


@POSIX
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".webp"])
@pytest.mark.parametrize("what", ["save", "write"])
def test_a_kill_at_any_moment_loses_no_picture(tmp_path, suffix, what):
    path = tmp_path / f"a{suffix}"
    save_picture(picture(SEEDS[0]), path)
    known = [_as_loaded(picture(seed), tmp_path / f"known{suffix}") for seed in SEEDS]
    choose = random.Random(f"{suffix}{what}")
    command = [sys.executable, "-m", "tests.images.save_worker", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    ) as worker:  # fmt: skip
        for _ in range(KILLS):
            worker.stdin.write(f"{what}\n")
            worker.stdin.flush()
            child = int(worker.stdout.readline())
            time.sleep(choose.uniform(0, 0.06))  # The random delay chooses the moment of the kill.
            os.kill(child, signal.SIGKILL)
            assert worker.stdout.readline() == "ended\n"
            found = load_picture(path).pixels
            assert any(np.array_equal(found, pixels) for pixels in known)
        worker.stdin.close()


def _as_loaded(pixels, path):
    save_picture(pixels, path)
    found = load_picture(path).pixels
    path.unlink()
    return found


def test_only_abandoned_parts_are_removed_after_a_day(old):
    folder, yesterday = old.parent, time.time() - 25 * 3600
    left, fresh = folder / ".nst-0123456789abcdef.part", folder / ".nst-fedcba9876543210.part"
    others = [folder / name for name in (".nst-holiday.part", "nst-0123456789abcdef.part", "b.png")]
    for path in (left, fresh, *others):
        path.write_bytes(b"x")
        if path != fresh:
            os.utime(path, (yesterday, yesterday))
    save_picture(NOISE, old)
    assert set(folder.iterdir()) == {old, fresh, *others}
