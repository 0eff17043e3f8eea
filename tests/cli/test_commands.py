"""The commands without a window, as a user types them."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from nst_desktop import cli, paths
from nst_desktop.cli import commands, resume_option
from nst_desktop.core import precision
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.params import default_of, describe, format_value, parameter_names
from nst_desktop.images.save import save_picture
from nst_desktop.making import artwork
from nst_desktop.recipes.recipe import read_recipe, recipe_to_text

MAIN = Path(__file__).parents[2] / "main.py"
QUICK = ["--size", "48", "--min-size", "48", "--steps", "3", "--quiet"]
FIELDS = [
    "step",
    "steps",
    "scale",
    "scales",
    "width",
    "height",
    "loss",
    "content",
    "style",
    "tv",
    "elapsed",
]


@pytest.fixture
def pictures(tmp_path):
    """Return a photograph of 64 x 48 px and a painting of 60 x 60 px."""
    rng = np.random.default_rng(0)
    for name, (height, width) in (("photo", (48, 64)), ("painting", (60, 60))):
        small = rng.integers(0, 256, (height // 4, width // 4, 3), dtype=np.uint8)
        Image.fromarray(small).resize((width, height)).save(tmp_path / f"{name}.png")
    return tmp_path / "photo.png", tmp_path / "painting.png"


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def test_render_writes_the_picture_and_a_line_per_step(pictures, tmp_path):
    log = tmp_path / "a.jsonl"
    code = run(
        "render",
        *pictures,
        "-o",
        tmp_path / "a.png",
        "--log",
        log,
        *QUICK,
        "--min-size",
        32,
        "--steps",
        8,
        "--coarse-steps",
        1.5,
        "--seed",
        1,
    )
    assert code == 0
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (48, 36)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["step"] for line in lines] == [*range(1, 21)]
    assert all(list(line) == FIELDS for line in lines)
    assert lines[19]["loss"] < lines[12]["loss"]
    assert (lines[-1]["scale"], lines[-1]["scales"], lines[-1]["width"]) == (2, 2, 48)


def test_the_same_seed_writes_the_same_picture(pictures, tmp_path):
    for name in ("a.png", "b.png"):
        assert (
            run("render", *pictures, "-o", tmp_path / name, *QUICK, "--init", "blend", "--seed", 7)
            == 0
        )
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_texture_and_reconstruct_start_from_noise_by_default(pictures, tmp_path):
    photo, painting = pictures
    assert run("texture", painting, "-o", tmp_path / "t.png", *QUICK) == 0
    assert (
        run("reconstruct", photo, "-o", tmp_path / "r.png", *QUICK, "--content-layers", "conv1_1")
        == 0
    )
    with (
        Image.open(tmp_path / "t.png") as texture,
        Image.open(tmp_path / "r.png") as reconstruction,
    ):
        assert (texture.size, reconstruction.size) == ((48, 48), (48, 36))


def test_several_paintings_are_blended(pictures, tmp_path):
    photo, painting = pictures
    assert run("render", photo, painting, photo, "-o", tmp_path / "a.png", *QUICK) == 0
    assert run("render", photo, painting, "-o", tmp_path / "b.png", *QUICK) == 0
    assert (tmp_path / "a.png").read_bytes() != (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--size", "20", "--large-forms", "1"],
            "size: 20 px is too small.*conv5_1 needs at least 16 px.*Choose a size of",
        ),
        (["--size", "5"], "size: 5 is out of range; choose a value from 16 to"),
        (
            ["--seed", "2147483648"],
            "2147483648 is out of range; choose a value from 0 to 2147483647",
        ),
        (
            ["--style-weight", "1234567.5"],
            "1234567.5 is out of range; choose a value from 0 to 1000000",
        ),
        (
            ["--learning-rate", "0.000001"],
            "0.000001 is out of range; choose a value from 0.00001 to 1",
        ),
        (["--steps", "many"], "steps: 'many' is not a whole number"),
        (
            ["--style-layers", "conv7_1"],
            "style_layers: Unknown layer 'conv7_1'.*conv1_1, conv1_2",
        ),
        (["--pooling", "sum"], "pooling: 'sum' is not one of these: max, average, l2"),
        (["--style-weight", "nan"], "style_weight: nan is not a finite number"),
        (["--device", "tpu"], "no device 'tpu'.*auto, cpu"),
        (["-o", "gone/a.png"], "folder gone does not exist"),
        (["-o", "a.txt"], "Choose a name that ends in one of these: .png"),
        (["--log", "gone/a.jsonl"], "log gone/a.jsonl cannot be written"),
    ],
)
def test_bad_input_is_reported_in_one_line_that_says_what_to_do(
    pictures, tmp_path, capsys, monkeypatch, arguments, message
):
    monkeypatch.chdir(tmp_path)
    assert run("render", *pictures, "-o", "a.png", *QUICK, *arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert re.search(message, error)
    assert not (tmp_path / "a.png").exists()


def test_bad_pictures_end_with_one_line(pictures, tmp_path, capsys):
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    for bad in ("gone.png", "text.png", "cut.jpg"):
        assert run("render", tmp_path / bad, pictures[1], "-o", tmp_path / "a.png", *QUICK) == 1
        error = capsys.readouterr().err
        assert bad in error
        assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["render"],
        ["render", "-o", "b.png"],
        ["render", "a.png", "b.png"],
        ["texture", "a", "-o", "b.png", "--what"],
    ],
)
def test_wrong_usage_exits_with_2(arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_an_artwork_that_cannot_be_written_is_saved_elsewhere(
    pictures, tmp_path, capsys, monkeypatch
):
    save = artwork.save_picture
    kept = []

    def fail_at_first(pixels, path, *rest):
        if path.name == "a.png":
            raise commands.PictureError("a.png could not be written.")
        kept.append(path)
        save(pixels, path, *rest)

    monkeypatch.setattr(artwork, "save_picture", fail_at_first)
    monkeypatch.setattr(commands.tempfile, "mkdtemp", lambda **_: str(tmp_path))
    assert run("render", *pictures, "-o", tmp_path / "a.png", *QUICK) == 1
    assert f"saved as {kept[0]}" in capsys.readouterr().err
    with Image.open(kept[0]) as image:
        assert image.size == (48, 36)


def test_a_full_disk_everywhere_is_reported_in_one_line(pictures, tmp_path, capsys, monkeypatch):
    def fail(_pixels, path, *_):
        raise commands.PictureError(f"{path.name} could not be written.")

    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(artwork, "save_picture", fail)
    monkeypatch.setattr(commands.tempfile, "mkdtemp", full)
    assert run("render", *pictures, "-o", tmp_path / "a.png", *QUICK) == 1
    assert capsys.readouterr().err == "nst-desktop: a.png could not be written.\n"


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX's interrupt")
def test_ctrl_c_keeps_the_last_good_picture(pictures, tmp_path):
    log = tmp_path / "a.jsonl"
    command = [
        "render",
        *pictures,
        "-o",
        tmp_path / "a.png",
        "--size",
        "64",
        "--steps",
        "9999",
        "--log",
        log,
    ]
    with subprocess.Popen(
        [sys.executable, MAIN, *map(str, command)], stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        while b"step 2/" not in process.stderr.read1():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        assert process.wait(30) == 130
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (64, 48)


@pytest.mark.parametrize("command", ["render", "texture", "reconstruct"])
def test_help_shows_every_parameter_with_its_range_and_default(command, capsys):
    with pytest.raises(SystemExit) as ended:
        run(command, "--help")
    assert ended.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    for name in parameter_names():
        about = describe(name)
        assert f"--{name.replace('_', '-')}" in text
        if about.lo is not None:
            shown = f"{plain_number(about.lo)} to {plain_number(about.hi)}"
            assert f"({shown}; default: {format_value(name, default_of(name))})" in text


def test_pictures_are_read_before_torch_is_loaded(pictures, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands, "load_weights_for", lambda *_: pytest.fail("too early"))
    damaged = tmp_path / "damaged.png"
    damaged.write_bytes(b"no picture")
    assert run("render", damaged, pictures[1], "-o", tmp_path / "a.png", *QUICK) == 1
    assert "damaged.png" in capsys.readouterr().err


def test_a_refused_command_does_not_load_torch(tmp_path):
    code = (
        "import sys, nst_desktop.cli as cli\n"
        f"try: cli.main(['render', 'photo.png', '-o', {str(tmp_path / 'a.png')!r}])\n"
        "except SystemExit as end: sys.exit('torch' in sys.modules or end.code != 2)\n"
        "sys.exit('not refused')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_and_version_need_neither_torch_nor_qt():
    code = (
        "import sys, nst_desktop.__main__ as m; sys.argv = ['x', '--version']\n"
        "try: m.main()\nexcept SystemExit: pass\n"
        "sys.exit('torch' in sys.modules or 'PySide6' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0
    assert "NST Desktop" in found.stdout


def half_mask(path):
    mask = np.zeros((48, 64), np.uint8)
    mask[:, :32] = 255
    Image.fromarray(mask).save(path)
    return path


def test_a_run_from_a_saved_artwork_makes_the_identical_picture(pictures, tmp_path):
    photo, painting = pictures
    mask = half_mask(tmp_path / "mask.png")
    for name, more in {
        "plain.png": ["--style-weight", "3", "--init", "blend", "--seed", "5"],
        "masks.tif": [
            photo, "--region", f"{mask}:1", "--region", f"{mask}:2", "--style-mask", f"2:{mask}",
            "--protect", mask, "--init-image", painting,
            "--blend", "1,2", "--style-scales", "1,0.5",
        ],
    }.items():  # fmt: skip
        made, again = tmp_path / name, tmp_path / f"again_{name}"
        assert run("render", photo, painting, *more, "-o", made, *QUICK) == 0
        assert run("render", "--from", made, "-o", again, "--quiet") == 0
        assert again.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("more", [["photo.png"], ["--blend", "1"], ["--protect", "mask.png"]])
def test_pictures_beside_a_recipe_are_wrong_usage(pictures, tmp_path, more):
    made = tmp_path / "a.png"
    assert run("render", *pictures, "-o", made, *QUICK) == 0
    with pytest.raises(SystemExit) as ended:
        run("render", "--from", made, "-o", tmp_path / "b.png", *more)
    assert ended.value.code == 2


def test_flags_override_the_recipe(pictures, tmp_path):
    made, again = tmp_path / "a.png", tmp_path / "b.png"
    assert run("render", *pictures, "-o", made, *QUICK) == 0
    assert run("render", "--from", made, "-o", again, "--size", "40", "--quiet") == 0
    with Image.open(again) as image:
        assert image.size == (40, 30)


def test_a_recipe_whose_picture_has_changed_is_refused(pictures, tmp_path, capsys):
    assert run("render", *pictures, "-o", tmp_path / "a.png", *QUICK) == 0
    Image.new("RGB", (60, 60)).save(pictures[1])
    assert run("render", "--from", tmp_path / "a.png", "-o", tmp_path / "b.png") == 1
    assert "painting.png" in capsys.readouterr().err


def photograph_of_a_camera(path):
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Make] = "Anna", "Nikomi"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    with Image.open(path) as image:
        image.save(path, exif=exif)


@pytest.mark.parametrize("command", ["render", "reconstruct"])
@pytest.mark.parametrize(
    ("flags", "kept"),
    [
        ([], (True, False, False)),
        (["--metadata", "usual"], (True, False, False)),
        (["--metadata", "all"], (True, True, True)),
        (["--metadata", "none"], (False, False, False)),
    ],
)
def test_the_photographs_metadata_is_kept_as_requested(pictures, tmp_path, command, flags, kept):
    photograph_of_a_camera(pictures[0])
    given = pictures[: 2 if command == "render" else 1]
    assert run(command, *given, "-o", tmp_path / "a.jpg", *QUICK, "--steps", 1, *flags) == 0
    with Image.open(tmp_path / "a.jpg") as image:
        exif = image.getexif()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        assert image.info["dpi"] == (150, 150)
    found = ExifTags.Base.Artist in exif, ExifTags.Base.Make in exif, bool(place)
    assert found == kept


def test_an_unknown_choice_of_metadata_is_wrong_usage(pictures, tmp_path, capsys):
    with pytest.raises(SystemExit) as caught:
        run("render", *pictures, "-o", tmp_path / "a.jpg", *QUICK, "--metadata", "some")
    assert caught.value.code == 2
    assert "usual" in capsys.readouterr().err


def test_a_recipe_finds_its_pictures_under_other_names(pictures, tmp_path):
    photo, painting = pictures
    made, again = tmp_path / "a.png", tmp_path / "b.png"
    assert run("render", photo, painting, "-o", made, *QUICK) == 0
    photo.rename(tmp_path / "holidays.png")
    painting.rename(tmp_path / "Painting.PNG")
    assert run("render", "--from", made, "-o", again, "--quiet") == 0
    first, second = read_recipe(made), read_recipe(again)
    assert first.content.sha256 == second.content.sha256
    assert [note.sha256 for note in first.styles] == [note.sha256 for note in second.styles]


def test_a_photograph_replaced_during_a_run_is_reported_and_the_recipe_is_unaffected(
    pictures, tmp_path, capsys, monkeypatch
):
    decoded = hashlib.sha256(pictures[0].read_bytes()).hexdigest()
    iterate = commands.iterate

    def meanwhile(*arguments):
        Image.new("RGB", (64, 48)).save(pictures[0])
        pictures[1].unlink()
        iterate(*arguments)

    monkeypatch.setattr(commands, "iterate", meanwhile)
    assert run("render", *pictures, "-o", tmp_path / "a.png", *QUICK) == 0
    assert read_recipe(tmp_path / "a.png").content.sha256 == decoded
    told = capsys.readouterr().err
    assert "photo.png has been changed since it was read." in told
    assert "painting.png no longer exists. The recipe still refers to the original." in told


def test_a_preset_gives_the_parameters_that_no_flag_gives(pictures, tmp_path):
    code = run(
        "render", *pictures, "-o", tmp_path / "a.png", "--preset", "gatys 2015", *QUICK
    )  # fmt: skip
    assert code == 0
    recipe = read_recipe(tmp_path / "a.png")
    assert recipe.params.init == "noise"
    assert recipe.params.size == 48


def test_an_unknown_preset_is_refused_with_the_known_ones(pictures, tmp_path, capsys):
    assert run("render", *pictures, "-o", tmp_path / "a.png", "--preset", "nice") == 1
    assert "Painterly" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--blend", "1,2"], "--blend needs 1 number above 0"),
        (["--style-scales", "x"], "--style-scales needs 1 number"),
        (["--region", "mask.png"], "Write it as MASK.png:1"),
        (["--region", "mask.png:" + "9" * 5000], "Write it as MASK.png:1"),
        (["--region", "mask.png:2"], "painting 2 does not exist"),
        (["--style-mask", "1:mask.png"], "needs a --region"),
        (["--protect", "gone.png"], "file gone.png does not exist"),
        (["--protect", "painting.png"], "Use a mask with the same proportions"),
        (["--init-image", "gone.png"], "file gone.png does not exist"),
        (["--weights", "gone.pth"], "gone.pth"),
        (["--from", "photo.png"], "photo.png has no recipe"),
    ],
)
def test_bad_masks_weights_and_recipes_end_with_one_line(
    pictures, tmp_path, capsys, monkeypatch, arguments, message
):
    monkeypatch.chdir(tmp_path)
    half_mask(tmp_path / "mask.png")
    sources = () if "--from" in arguments else pictures
    assert run("render", *sources, "-o", "a.png", *QUICK, *arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message in error


def test_the_figure_has_five_reconstructions_of_both_pictures_and_a_sheet(pictures, tmp_path):
    folder = tmp_path / "figure"
    code = run("figure", *pictures, "-o", folder, "--size", "32", "--steps", "2", "--quiet")
    assert code == 0
    names = [f"{kind}_{number}.png" for kind in ("content", "style") for number in range(1, 6)]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "figure.png"])
    with Image.open(folder / "figure.png") as sheet:
        assert sheet.width >= 5 * 32


@pytest.fixture
def see_through(tmp_path):
    """Return a photograph of one colour with a transparent left half."""
    pixels = np.full((48, 64, 4), (200, 40, 40, 255), np.uint8)
    pixels[:, :32, 3] = 0
    Image.fromarray(pixels).save(tmp_path / "see_through.png")
    return tmp_path / "see_through.png"


def test_the_photographs_transparency_is_given_to_the_artwork(see_through, pictures, tmp_path):
    out = tmp_path / "a.png"
    assert run("render", see_through, pictures[1], "-o", out, *QUICK, "--transparency", "keep") == 0
    with Image.open(out) as image:
        alpha = np.asarray(image.getchannel("A"))
    assert (alpha[:, :20] == 0).all()
    assert (alpha[:, -20:] == 255).all()


def test_transparent_parts_are_laid_on_a_colour_and_the_recipe_knows_it(
    see_through, pictures, tmp_path
):
    out, again = tmp_path / "a.png", tmp_path / "b.png"
    command = "render", see_through, pictures[1], *QUICK, "--colour", "luminance"
    assert run(*command, "-o", out, "--transparency", "#0000ff") == 0
    with Image.open(out) as image:
        assert image.mode == "RGB"
        red, _, blue = np.asarray(image)[:, :16].mean((0, 1))
    assert blue > red + 50
    assert run("render", "--from", out, "-o", again, "--quiet") == 0
    with Image.open(out) as first, Image.open(again) as second:
        assert np.array_equal(np.asarray(first), np.asarray(second))


@pytest.mark.parametrize("text", ["blue", "#12345", "#gggggg", ""])
def test_an_invalid_colour_is_wrong_usage(see_through, pictures, tmp_path, text):
    with pytest.raises(SystemExit) as ended:
        run("render", see_through, pictures[1], "-o", tmp_path / "a.png", "--transparency", text)
    assert ended.value.code == 2


def test_only_the_first_frame_of_an_animation_is_used_with_a_notice(pictures, tmp_path, capsys):
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert (
        run("render", tmp_path / "moving.gif", pictures[1], "-o", tmp_path / "a.png", *QUICK) == 0
    )
    assert "moving.gif: " in capsys.readouterr().err


# runs that were interrupted


@pytest.fixture
def interrupted(pictures, tmp_path, monkeypatch, capsys):
    """Return the output of a render interrupted after step 2 of 6, and the complete picture."""
    whole, out = tmp_path / "whole.png", tmp_path / "out.png"
    command = ["render", *pictures, "--size", 48, "--min-size", 32, "--steps", 3, "--quiet"]
    assert run(*command, "-o", whole) == 0
    real = resume_option.ResumableRun.on_step

    def look(self, step):
        real(self, step)
        if step.index == 2:
            os.kill(os.getpid(), signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr(resume_option.ResumableRun, "on_step", look)
        assert run(*command, "-o", out) == 130
    assert "to resume: nst-desktop render --resume" in capsys.readouterr().err
    return out, whole


def test_an_interrupted_run_resumes_to_the_same_picture(interrupted, capsys, tmp_path):
    out, whole = interrupted
    log = tmp_path / "log.jsonl"
    assert run("render", "--resume", "--quiet", "--log", log) == 0
    told = capsys.readouterr().err
    assert "resuming after step 2 of 9" in told
    assert "photo.png" in told
    assert "out.png" in told
    assert [json.loads(line)["step"] for line in log.read_text().splitlines()] == [*range(3, 10)]
    assert out.read_bytes() == whole.read_bytes(), "with its recipe"
    assert run("render", "--resume") == 1, "no interrupted run is left"


def test_a_run_resumes_from_its_file_to_another_output(interrupted, tmp_path):
    _, whole = interrupted
    (file,) = paths.sessions_folder().glob("*/run.sealed")
    assert run("render", "--resume", file, "--quiet", "-o", tmp_path / "other.png") == 0
    assert (tmp_path / "other.png").read_bytes() == whole.read_bytes()


def test_a_resumed_run_does_not_overwrite_what_it_reads(interrupted, pictures, tmp_path, capsys):
    (saved,) = paths.sessions_folder().glob("*/run.sealed")
    before = [path.read_bytes() for path in (*pictures, saved)]
    for words in (
        ["-o", pictures[0]],
        ["--log", saved],
        ["-o", tmp_path / "a.png", "--log", saved],
    ):
        assert run("render", "--resume", saved, *words) == 1
        assert "would overwrite the" in capsys.readouterr().err
    assert [path.read_bytes() for path in (*pictures, saved)] == before
    assert run("render", "--resume", "--quiet") == 0, "the saved run still exists"


def test_a_resumed_run_keeps_transparency_only_if_the_format_can(interrupted, tmp_path, capsys):
    words = ["--transparency", "keep", "-o", tmp_path / "a.jpg"]
    assert run("render", "--resume", *words) == 1
    assert "end the name in .png" in capsys.readouterr().err
    assert not (tmp_path / "a.jpg").exists()


def test_the_resume_hint_includes_transparency_and_bits(
    see_through, pictures, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(
        resume_option.ResumableRun, "on_step", lambda *_: os.kill(os.getpid(), signal.SIGINT)
    )
    words = [see_through, pictures[1], "-o", tmp_path / "a.png", *QUICK]
    assert run("render", *words, "--transparency", "keep", "--bits", "16") == 130
    assert "--resume --transparency keep --bits 16\n" in capsys.readouterr().err


def test_the_resume_hint_includes_metadata(pictures, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        resume_option.ResumableRun, "on_step", lambda *_: os.kill(os.getpid(), signal.SIGINT)
    )
    words = [*pictures, "-o", tmp_path / "a.png", *QUICK, "--metadata", "none"]
    assert run("render", *words) == 130
    assert "--resume --metadata none\n" in capsys.readouterr().err


def test_another_command_does_not_resume_the_run(interrupted, capsys):
    assert run("texture", "--resume") == 1
    (file,) = paths.sessions_folder().glob("*/run.sealed")
    assert run("reconstruct", "--resume", file) == 1
    assert "started with the render command" in capsys.readouterr().err
    assert run("render", "--resume", "--quiet") == 0


def test_resume_refuses_options_of_the_interrupted_run(interrupted, pictures):
    for words in (["--size", 64], [pictures[0]], ["--device", "cpu"], ["--preset", "Bold"]):
        with pytest.raises(SystemExit) as ended:
            run("render", *words, "--resume")
        assert ended.value.code == 2


def test_a_file_that_is_not_a_run_is_refused_and_kept(tmp_path, capsys):
    (tmp_path / "run.sealed").write_bytes(b"nothing of ours")
    assert run("render", "--resume", tmp_path / "run.sealed") == 1
    assert "not in a folder that NST Desktop created" in capsys.readouterr().err
    assert (tmp_path / "run.sealed").exists()


def test_without_resume_an_output_is_required(pictures):
    with pytest.raises(SystemExit) as ended:
        run("render", *pictures)
    assert ended.value.code == 2


def test_a_finished_run_leaves_nothing_to_resume(pictures, tmp_path):
    assert run("render", *pictures, "-o", tmp_path / "a.png", *QUICK, "--autosave", "1e-6") == 0
    assert list(paths.sessions_folder().iterdir()) == []


# precision


@pytest.fixture
def slow(monkeypatch):
    """Return a function that makes bfloat16 slower than float32 by a factor."""

    def slow(times):
        monkeypatch.setattr(
            precision, "slowness", lambda name, _: {"float32": 1.0}.get(name, times)
        )

    return slow


@pytest.fixture
def automatic(monkeypatch):
    """Return a function that sets the fastest precision."""
    return lambda name: monkeypatch.setattr(precision, "_quickest", lambda _: name)


def precision_of(path):
    return read_recipe(path).params.precision


@pytest.mark.parametrize("name", ["float32", "bfloat16"])
def test_the_recipe_has_the_precision_that_was_used(pictures, tmp_path, automatic, name):
    automatic(name)
    assert run("render", *pictures, "-o", tmp_path / "a.png", *QUICK) == 0
    assert precision_of(tmp_path / "a.png") == name


def test_an_interrupted_run_keeps_its_precision(interrupted, automatic, capsys):
    out, whole = interrupted
    begun_with = precision_of(whole)
    automatic("float32" if begun_with == "bfloat16" else "bfloat16")
    assert run("render", "--resume", "--quiet") == 0
    assert out.read_bytes() == whole.read_bytes()
    assert precision_of(out) == begun_with
    assert "slower" not in capsys.readouterr().err


@pytest.mark.parametrize(("times", "told"), [(1.62, "1.6"), (1.97, "2"), (39.7, "40")])
def test_a_requested_slow_precision_is_used_with_a_warning(
    pictures, tmp_path, slow, capsys, times, told
):
    slow(times)
    words = [*pictures, "-o", tmp_path / "a.png", "--precision", "bfloat16", *QUICK]
    assert run("render", *words) == 0
    assert (
        f"nst-desktop: bfloat16 is about {told} times slower than float32 on this processor. "
        "Use --precision auto for the fastest one.\n" in capsys.readouterr().err
    )
    assert precision_of(tmp_path / "a.png") == "bfloat16"


def test_no_warning_for_a_fast_or_automatic_precision(pictures, tmp_path, slow, capsys):
    slow(1.05)
    words = [*pictures, "-o", tmp_path / "a.png", *QUICK]
    assert run("render", *words, "--precision", "bfloat16") == 0
    slow(40.0)
    assert run("render", *words) == 0
    assert capsys.readouterr().err == ""


def test_a_16_bit_recipe_uses_float32_where_16_bits_are_slow_unless_requested(
    pictures, tmp_path, slow, capsys
):
    made, again = tmp_path / "a.png", tmp_path / "b.png"
    slow(0.5)
    assert run("render", *pictures, "-o", made, "--precision", "bfloat16", *QUICK) == 0
    assert run("render", "--from", made, "-o", again, "--quiet") == 0
    assert precision_of(again) == "bfloat16"
    assert capsys.readouterr().err == ""
    slow(40.0)
    assert run("render", "--from", made, "-o", again, "--quiet") == 0
    assert precision_of(again) == "float32"
    assert (
        "The artwork was made in bfloat16, which is slower or not available"
        in capsys.readouterr().err
    )
    words = ["--precision", "bfloat16", "--quiet"]
    assert run("render", "--from", made, "-o", again, *words) == 0
    assert precision_of(again) == "bfloat16"
    assert "bfloat16 is about 40 times slower" in capsys.readouterr().err


def test_a_float16_recipe_can_be_repeated_without_a_graphics_card(pictures, tmp_path, capsys):
    made, again = tmp_path / "a.png", tmp_path / "b.png"
    assert run("render", *pictures, "-o", made, *QUICK) == 0
    recipe = read_recipe(made)
    other = replace(recipe, params=replace(recipe.params, precision="float16"))
    with Image.open(made) as image:
        save_picture(np.asarray(image), made, recipe_to_text(other))
    words = ["--from", made, "-o", again, "--device", "cpu", "--quiet"]
    assert run("render", *words) == 0
    assert precision_of(again) == "float32"
    assert "The artwork was made in float16" in capsys.readouterr().err


def test_a_sheet_warns_of_a_slow_precision(pictures, tmp_path, slow, capsys):
    slow(40.0)
    words = ["--precision", "bfloat16", "--size", 48, "--steps", 1, "--quiet"]
    axes = ["--rows", "seed:1", "--columns", "noise:0"]
    assert run("sheet", *pictures, "-o", tmp_path / "sheet.png", *axes, *words) == 0
    assert "bfloat16 is about 40 times slower" in capsys.readouterr().err
