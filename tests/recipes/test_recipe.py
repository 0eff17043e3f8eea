"""Recipes: in artworks, as text, and the search for their pictures."""

import json
import os
import unicodedata
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile, features
from PIL.PngImagePlugin import PngInfo

from nst_desktop.core.errors import UserError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.images import load
from nst_desktop.images.formats import MAX_RECIPE_LENGTH
from nst_desktop.images.load import PictureError, PictureLimits, load_picture
from nst_desktop.images.metadata import options_with
from nst_desktop.images.open_picture import PictureStream
from nst_desktop.images.save import SAVE_SUFFIXES, save_picture
from nst_desktop.recipes import recipe_pictures
from nst_desktop.recipes.recipe import (
    Recipe,
    program_versions,
    read_recipe,
    recipe_from_text,
    recipe_to_text,
)
from nst_desktop.recipes.recipe_pictures import (
    PictureNote,
    PictureSearch,
    RecipeError,
    find_picture,
    note_picture,
)
from nst_desktop.storage import checksum
from tests.strategies import any_json, any_params, patient

SHA = "0123456789abcdef" * 4
RECIPE = Recipe(
    params=StyleParams(size=640, style_layers=(("conv1_1", 1 / 3), ("pool4", 1e-7))),
    mode=Mode.TRANSFER,
    content=PictureNote("Straße am Mörkö 山.jpg", SHA),
    styles=(PictureNote("sea.png", SHA, weight=0.3, scale=1.5), PictureNote("sky.png", SHA)),
    extras=(PictureNote("mask.png", SHA, role="region 1"),),
    device="cuda:0",
    weights_name="builtin",
    weights_sha256=SHA,
    versions={"nst-desktop": "0.1.0", "torch": "2.14.1+cpu"},
    steps_done=120,
    steps_total=180,
)


@pytest.fixture
def pixels():
    return np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)


def document(**parts):
    return {**json.loads(recipe_to_text(RECIPE)), **parts}


def refusal(parts):
    with pytest.raises(RecipeError) as caught:
        recipe_from_text(parts if isinstance(parts, str) else json.dumps(parts))
    return str(caught.value)


# Recipes in artworks


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_every_format_carries_the_recipe(pixels, tmp_path, suffix):
    save_picture(pixels, tmp_path / f"bild ümläut{suffix}", recipe_to_text(RECIPE))
    assert read_recipe(tmp_path / f"bild ümläut{suffix}") == RECIPE


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_avif_carries_the_recipe(pixels, tmp_path):
    Image.fromarray(pixels).save(
        tmp_path / "a.avif", **options_with(recipe_to_text(RECIPE), "AVIF")
    )
    assert read_recipe(tmp_path / "a.avif") == RECIPE


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_the_longest_recipe_fits_into_every_format(pixels, tmp_path, suffix):
    text = recipe_to_text(RECIPE)
    text += " " * (MAX_RECIPE_LENGTH - len(text))
    save_picture(pixels, tmp_path / f"a{suffix}", text)
    assert read_recipe(tmp_path / f"a{suffix}") == RECIPE


@pytest.mark.parametrize("text", ["Ö", " " * (MAX_RECIPE_LENGTH + 1)])
@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_a_text_that_some_format_cannot_carry_is_refused(pixels, tmp_path, suffix, text):
    with pytest.raises(ValueError, match="the recipe has"):
        save_picture(pixels, tmp_path / f"a{suffix}", text)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_the_recipe_changes_no_pixel_and_equal_runs_give_equal_files(pixels, tmp_path, suffix):
    paths = [tmp_path / f"{name}{suffix}" for name in ("plain", "first", "second")]
    save_picture(pixels, paths[0])
    for path in paths[1:]:
        save_picture(pixels, path, recipe_to_text(RECIPE))
    assert paths[1].read_bytes() == paths[2].read_bytes()
    assert np.array_equal(load_picture(paths[0]).pixels, load_picture(paths[1]).pixels)


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_the_software_tag_names_the_program(pixels, tmp_path, suffix):
    save_picture(pixels, tmp_path / f"a{suffix}", recipe_to_text(RECIPE))
    with Image.open(tmp_path / f"a{suffix}") as image:
        software = image.info.get("Software") or image.getexif()[0x0131]
    assert software.startswith("NST Desktop ")


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_the_artwork_contains_no_folder_name(make_picture, pixels, tmp_path, suffix):
    (tmp_path / "annas_secret").mkdir()
    note = note_picture(make_picture("annas_secret/photo.png"))
    target = tmp_path / "annas_secret" / f"a{suffix}"
    save_picture(pixels, target, recipe_to_text(replace(RECIPE, content=note)))
    assert read_recipe(target).content.name == "photo.png"
    for part in (*tmp_path.parts[1:], "annas_secret"):
        assert part.encode() not in target.read_bytes()
        assert part.encode("utf-16-le") not in target.read_bytes()


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_reading_a_recipe_decodes_no_pixels(pixels, tmp_path, suffix, monkeypatch):
    save_picture(pixels, tmp_path / f"with{suffix}", recipe_to_text(RECIPE))
    save_picture(pixels, tmp_path / f"without{suffix}")
    for image_class in (Image.Image, ImageFile.ImageFile):
        monkeypatch.setattr(image_class, "load", lambda _: pytest.fail("decoded"))
    read_recipe(tmp_path / f"with{suffix}")
    with pytest.raises(RecipeError):
        read_recipe(tmp_path / f"without{suffix}")


def test_a_recipe_is_found_among_large_text_chunks(pixels, tmp_path):
    texts = PngInfo()
    texts.add_text("workflow", "w" * 1_200_000, zip=True)
    texts.add_itxt("nst-desktop", recipe_to_text(RECIPE))
    texts.add_itxt("prompt", "é" * 600_000, zip=True)
    Image.fromarray(pixels).save(tmp_path / "a.png", pnginfo=texts)
    assert read_recipe(tmp_path / "a.png") == RECIPE


@pytest.mark.parametrize("suffix", [*SAVE_SUFFIXES, ".gif", ".bmp"])
def test_a_picture_without_a_recipe_is_refused(pixels, tmp_path, suffix):
    Image.fromarray(pixels).save(tmp_path / f"a{suffix}")
    with pytest.raises(RecipeError, match=r"a\.\w+ has no recipe: it was not made by NST Desktop"):
        read_recipe(tmp_path / f"a{suffix}")


def test_another_programs_comment_is_not_a_recipe(pixels, tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0a day at the sea"
    Image.fromarray(pixels).save(tmp_path / "a.jpg", exif=exif.tobytes())
    with pytest.raises(RecipeError, match="has no recipe"):
        read_recipe(tmp_path / "a.jpg")


def test_a_file_that_is_not_a_picture_is_refused(tmp_path):
    (tmp_path / "a.png").write_text("hello")
    with pytest.raises(PictureError, match="is not a supported picture"):
        read_recipe(tmp_path / "a.png")
    with pytest.raises(PictureError, match="does not exist"):
        read_recipe(tmp_path / "gone.png")


def test_an_oversized_file_is_refused_before_it_is_read(pixels, tmp_path, monkeypatch):
    save_picture(pixels, tmp_path / "a.webp", recipe_to_text(RECIPE))
    monkeypatch.setattr(load, "read_limits", lambda: PictureLimits(bytes=100))
    monkeypatch.setattr(PictureStream, "read", lambda *_: pytest.fail("read"))
    with pytest.raises(PictureError, match=r"a\.webp is larger than"):
        read_recipe(tmp_path / "a.webp")


def test_a_hostile_recipe_in_a_picture_is_refused_with_the_pictures_name(pixels, tmp_path):
    chunks = PngInfo()
    chunks.add_itxt("nst-desktop", "x" * 500_000, zip=True)
    Image.fromarray(pixels).save(tmp_path / "a.png", pnginfo=chunks)
    with pytest.raises(RecipeError, match=r"a\.png: The recipe is longer than"):
        read_recipe(tmp_path / "a.png")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".webp"])
@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, of damaged EXIF
def test_a_cut_artwork_gives_its_recipe_or_a_clear_error(pixels, tmp_path, suffix):
    save_picture(pixels, tmp_path / f"a{suffix}", recipe_to_text(RECIPE))
    data = (tmp_path / f"a{suffix}").read_bytes()
    for length in range(0, len(data), 61):
        (tmp_path / f"a{suffix}").write_bytes(data[:length])
        assert_recipe_or_clear_error(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".webp"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_damaged_artwork_gives_its_recipe_or_a_clear_error(pixels, tmp_path, suffix):
    save_picture(pixels, tmp_path / f"a{suffix}", recipe_to_text(RECIPE))
    data = (tmp_path / f"a{suffix}").read_bytes()
    random = np.random.default_rng(3)
    for _ in range(150):
        damaged = bytearray(data)
        for position in random.integers(0, len(data), 12):
            damaged[position] = random.integers(0, 256)
        (tmp_path / f"a{suffix}").write_bytes(damaged)
        assert_recipe_or_clear_error(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("exif", [b"Exif", b"Exif\0\0MM\0*\0\0"])
def test_damaged_exif_is_refused(pixels, tmp_path, exif):
    Image.fromarray(pixels).save(tmp_path / "a.webp", exif=exif)
    with pytest.raises(PictureError, match=r"a\.webp is damaged"):
        read_recipe(tmp_path / "a.webp")


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_a_damaged_avif_is_refused(pixels, tmp_path):
    Image.fromarray(pixels).save(tmp_path / "a.avif")
    damaged = (tmp_path / "a.avif").read_bytes().replace(b"pitm", b"free")
    (tmp_path / "a.avif").write_bytes(damaged)
    for read in (read_recipe, load_picture):
        with pytest.raises(PictureError, match=r"a\.avif"):
            read(tmp_path / "a.avif")


def assert_recipe_or_clear_error(path):
    with suppress(UserError):
        assert isinstance(read_recipe(path), Recipe)


# Recipes as text


def test_a_recipe_round_trips_as_text():
    assert recipe_from_text(recipe_to_text(RECIPE)) == RECIPE
    assert recipe_to_text(RECIPE).isascii()


@patient
@given(any_params)
def test_all_parameters_survive_a_recipe(params):
    assert recipe_from_text(recipe_to_text(replace(RECIPE, params=params))).params == params


@pytest.mark.parametrize(
    "parts",
    [
        {"mode": Mode.TEXTURE, "content": None},
        {"mode": Mode.RECONSTRUCTION, "styles": (), "extras": ()},
    ],
)
def test_recipes_of_the_other_modes_round_trip(parts):
    recipe = replace(RECIPE, **parts)
    assert recipe_from_text(recipe_to_text(recipe)) == recipe


def test_a_stopped_run_is_not_complete():
    assert not recipe_from_text(recipe_to_text(RECIPE)).complete
    assert recipe_from_text(recipe_to_text(replace(RECIPE, steps_done=180))).complete


def test_a_missing_parameter_gets_its_default():
    parameters = document()["parameters"]
    del parameters["seed"]
    assert recipe_from_text(json.dumps(document(parameters=parameters))).params == RECIPE.params


def test_a_recipe_of_the_first_version_keeps_its_meaning():
    parameters = document()["parameters"]
    newer = (
        "large_forms", "neighbour_weight", "plain_areas", "gamut_weight", "detail",
        "painted_detail", "coarse_steps", "coarse_content",
    )  # fmt: skip
    for name in newer:
        del parameters[name]
    params = recipe_from_text(json.dumps(document(parameters=parameters))).params
    assert (params.large_forms, params.neighbour_weight, params.painted_detail) == (0, 0, 0)
    assert (params.gamut_weight, params.detail, params.plain_areas) == (0, 1, 1)
    assert (params.coarse_steps, params.coarse_content) == (1, 1)


def test_a_newer_recipe_asks_for_an_update():
    assert "was made by a newer version of NST Desktop; update" in refusal(document(version=2))


NOTE = {"name": "a.png", "sha256": SHA}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"shine": 1}, "unknown key 'shine'"),
        ({"parameters": {"shine": 1}}, "'shine' is not a parameter"),
        ({"parameters": {"size": 1}}, "size: 1 is out of range"),
        ({"parameters": {"size": "9"}}, "size must be a number"),
        ({"mode": "paint"}, "unknown mode 'paint'"),
        ({"mode": "texture"}, "recipe's pictures do not match its mode, 'texture'"),
        ({"content": None}, "do not match its mode"),
        ({"content": "a.png"}, "'content', but it is not an object"),
        ({"styles": ["a.png"]}, "'styles' that are not pictures"),
        ({"styles": [{"name": "a.png"}]}, "lacks the sha256"),
        ({"styles": [{**NOTE, "sha256": "abc"}]}, "'abc' is not a SHA-256"),
        ({"styles": [{**NOTE, "weight": 0}]}, "weight and scale of a.png must be above 0"),
        ({"styles": [{**NOTE, "scale": True}]}, "'scale', but it is not a number"),
        ({"styles": [{**NOTE, "path": "x"}]}, "unknown key 'path'"),
        ({"extras": [{**NOTE, "role": "a/b"}]}, "'a/b' is not a valid role"),
        ({"device": ""}, "'' is not a valid device"),
        ({"weights": {"name": "a", "sha256": SHA, "file": "b"}}, "unknown key 'file'"),
        ({"weights": {"name": "a/b", "sha256": SHA}}, "'a/b' is not a valid name of weights"),
        ({"versions": {"torch": 2}}, "'torch', but it is not text"),
        ({"steps_done": 200}, "not valid: 200 of 180"),
        ({"steps_done": -1}, "not valid: -1 of 180"),
        ({"steps_done": True}, "'steps_done', but it is not a whole number"),
        ({"steps_done": 1.5}, "'steps_done', but it is not a whole number"),
    ],
)
def test_an_invalid_part_is_refused_with_its_name(parts, said):
    assert said in refusal(document(**parts))


@pytest.mark.parametrize(
    "name", ["../a.png", "/etc/passwd", "C:\\a.png", "..", ".", "", "a\0b", "\ud800", "x" * 256]
)
def test_a_name_that_could_lead_to_another_folder_is_refused(name):
    assert "is not a valid picture" in refusal(document(content={**NOTE, "name": name}))


@pytest.mark.parametrize("text", ["", "hello", "[]", "null", "{}", '{"format": 1}', "[" * 50_000])
def test_what_is_not_a_recipe_is_refused(text):
    assert refusal(text).startswith("The recipe ")


@patient
@given(st.text() | any_json.map(json.dumps))
def test_any_text_is_refused_with_a_clear_error(text):
    with pytest.raises(RecipeError):
        recipe_from_text(text)


@patient
@given(st.sampled_from(sorted(document())), any_json)
def test_any_value_of_any_part_is_accepted_or_refused(key, value):
    try:
        recipe = recipe_from_text(json.dumps(document(**{key: value})))
    except RecipeError:
        return
    assert recipe_from_text(recipe_to_text(recipe)) == recipe


def test_a_recipe_that_is_too_long_for_a_picture_is_refused():
    with pytest.raises(RecipeError, match="too many pictures"):
        recipe_to_text(replace(RECIPE, styles=(PictureNote("山" * 200, SHA),) * 60))


def test_the_versions_of_programs_and_packages_are_known():
    assert set(program_versions()) == {"nst-desktop", "python", "torch", "numpy", "pillow"}
    replace(RECIPE, versions=program_versions())


# The search for pictures


def test_a_picture_is_found_by_name_and_content(make_picture, tmp_path):
    (tmp_path / "beside").mkdir()
    path = make_picture("beside/photo.png")
    folders = [tmp_path / "gone", tmp_path, tmp_path / "beside"]
    assert find_picture(note_picture(path), folders) == path


def test_a_picture_of_that_name_with_other_content_is_not_found(make_picture, tmp_path):
    note = note_picture(make_picture("photo.png", seed=1))
    make_picture("photo.png", seed=2)
    assert find_picture(note, [tmp_path]) is None


def test_a_folder_of_that_name_and_a_missing_file_are_skipped_silently(tmp_path, caplog):
    (tmp_path / "photo.png").mkdir()
    for name in ("photo.png", "gone.png"):
        assert find_picture(PictureNote(name, SHA), [tmp_path]) is None
    assert not caplog.text


def test_an_unreadable_picture_is_skipped_and_logged(make_picture, tmp_path, monkeypatch, caplog):
    note = note_picture(make_picture("photo.png"))

    def denied(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(recipe_pictures, "sha256_of", denied)
    assert find_picture(note, [tmp_path]) is None
    assert "skipping photo.png" in caplog.text
    with pytest.raises(PictureError, match=r"photo\.png cannot be read: Permission denied"):
        note_picture(tmp_path / "photo.png")


def test_an_unprintable_name_is_noted_with_placeholders(tmp_path):
    path = tmp_path / "a\\b\n\udcff.png"
    try:
        path.write_bytes(b"x")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert note_picture(path).name == "a_b__.png"


@pytest.mark.parametrize(
    "now",
    ["renamed.png", "PHOTO.PNG", "photo.jpg", "Cafe\u0301.png"],
)
def test_a_renamed_picture_is_found_by_its_content(make_picture, tmp_path, now):
    path = make_picture("photo.png")
    note = note_picture(path)
    make_picture("another.png", seed=5)
    path.rename(tmp_path / now)
    assert find_picture(note, [tmp_path]).name == now


@pytest.mark.parametrize(("noted", "now"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_names_that_encode_accents_differently_are_the_same(
    make_picture, tmp_path, noted, now, monkeypatch
):
    path = make_picture(f"{unicodedata.normalize(now, 'Café')}.JPG")
    note = replace(note_picture(path), name=f"{unicodedata.normalize(noted, 'Café')}.jpg")
    for number in range(5):
        make_picture(f"a{number}.jpg", seed=number + 5)
    read = []
    monkeypatch.setattr(
        recipe_pictures, "sha256_of", lambda path, *_: read.append(path) or checksum.sha256_of(path)
    )
    assert find_picture(note, [tmp_path]) == path
    assert read == [path], "no other file had to be read"


def test_two_pictures_of_the_same_name_are_distinguished(make_picture, tmp_path):
    for folder in ("trip", "museum", "beside"):
        (tmp_path / folder).mkdir()
    first = note_picture(make_picture("trip/IMG_0001.png", seed=1))
    second = note_picture(make_picture("museum/IMG_0001.png", seed=2))
    folders = [tmp_path / "trip", tmp_path / "museum"]
    assert [find_picture(note, folders).parent.name for note in (first, second)] == [
        "trip",
        "museum",
    ]
    (tmp_path / "trip/IMG_0001.png").rename(tmp_path / "beside/IMG_0001.png")
    (tmp_path / "museum/IMG_0001.png").rename(tmp_path / "beside/IMG_0001 (1).png")
    found = [find_picture(note, [tmp_path / "beside"]).name for note in (first, second)]
    assert found == ["IMG_0001.png", "IMG_0001 (1).png"]


def test_a_picture_whose_name_is_not_unicode_is_found(make_picture, tmp_path):
    path = make_picture("photo.png")
    try:
        path = path.rename(tmp_path / "caf\udce9.png")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    note = note_picture(path)
    assert recipe_from_text(recipe_to_text(replace(RECIPE, content=note))).content == note
    assert find_picture(note, [tmp_path]) == path


def test_each_file_is_read_only_once(make_picture, tmp_path, monkeypatch):
    for number in range(4):
        make_picture(f"{number}.png", seed=number)
    read = []
    monkeypatch.setattr(
        recipe_pictures,
        "sha256_of",
        lambda path, *_: read.append(path.name) or checksum.sha256_of(path),
    )
    search = PictureSearch([tmp_path, tmp_path / "." / ""])
    for _ in range(3):
        assert search.find(PictureNote("0.png", SHA)) is None
    assert sorted(read) == ["0.png", "1.png", "2.png", "3.png"]


def test_other_files_are_not_read_and_the_search_times_out(make_picture, tmp_path, monkeypatch):
    note = note_picture(make_picture("photo.png"))
    (tmp_path / "photo.png").rename(tmp_path / "film.mp4")
    monkeypatch.setattr(recipe_pictures, "sha256_of", lambda *_: pytest.fail("read"))
    assert find_picture(note, [tmp_path]) is None
    (tmp_path / "film.mp4").rename(tmp_path / "renamed.png")
    assert find_picture(note, [tmp_path], seconds=-1) is None


@pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX's")
def test_a_pipe_among_the_pictures_is_not_opened(make_picture, tmp_path):
    note = note_picture(make_picture("photo.png"))
    (tmp_path / "photo.png").rename(tmp_path / "z.png")
    os.mkfifo(tmp_path / "photo.png")
    os.mkfifo(tmp_path / "a.png")
    assert find_picture(note, [tmp_path]).name == "z.png"
