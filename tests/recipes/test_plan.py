"""Plans and their recipes, which describe the bytes that were decoded, not later ones."""

import hashlib
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PIL import ExifTags, Image

from nst_desktop.core import engine, precision
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import NoControl
from nst_desktop.core.params import StyleParams
from nst_desktop.document.regions import MaskFile, RegionKind, with_files
from nst_desktop.images.formats import Metadata, SaveOptions
from nst_desktop.images.load import Picture, load_picture, load_recipe_text
from nst_desktop.making import order as order_module
from nst_desktop.making.batch import Batch
from nst_desktop.making.existing import find_existing_recipe
from nst_desktop.making.jobs import Job
from nst_desktop.making.order import ComputeSettings, Order
from nst_desktop.recipes.plan import (
    Plan,
    StyleFile,
    changes_since,
    checksums_of,
    load_run,
    notes_of,
    plan_of,
    write_recipe,
)
from nst_desktop.recipes.recipe_pictures import RecipeError
from nst_desktop.resume.session_store import Session, SessionError, leftovers
from tests.fakes import step_of

WEIGHTS = SimpleNamespace(name="builtin", sha256="a" * 64)


def sha256_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def plan(make_picture):
    return Plan(
        params=StyleParams(size=64, min_size=64, steps=3),
        content=make_picture("lake.png"),
        styles=(StyleFile(make_picture("swirls.png", seed=1)),),
        regions=((make_picture("region.png", seed=2), 0),),
        style_masks=((make_picture("part.png", seed=3), 0),),
        protect=make_picture("protect.png", seed=4),
        start=make_picture("start.png", seed=5),
        device="cpu",
    )


def test_a_recipe_notes_the_bytes_that_were_decoded(plan, make_picture):
    sums = {path: sha256_of(path) for path in plan.files}
    run = load_run(plan, lambda: WEIGHTS)
    for number, path in enumerate(plan.files):
        make_picture(path.name, seed=50 + number)
    recipe = write_recipe(run.plan, plan.params, WEIGHTS, "cpu", (3, 3))
    notes = (recipe.content, *recipe.styles, *recipe.extras)
    assert {note.name: note.sha256 for note in notes} == {
        path.name: sha256 for path, sha256 in sums.items()
    }


def test_pictures_changed_after_decoding_are_reported_and_keep_their_notes(plan, make_picture):
    run = load_run(plan, lambda: WEIGHTS)
    before = notes_of(run.plan)
    assert changes_since(run.plan) == []
    plan.content.unlink()
    make_picture("swirls.png", seed=9)
    assert notes_of(run.plan) == before
    assert sorted(map(str, changes_since(run.plan))) == [
        "lake.png no longer exists.",
        "swirls.png has been changed since it was read.",
    ]


def test_a_file_that_was_not_decoded_is_noted_with_its_current_contents(plan, make_picture):
    before, _, _ = notes_of(plan)
    make_picture("lake.png", seed=9)
    after, _, _ = notes_of(plan)
    assert before.sha256 != after.sha256 == sha256_of(plan.content)


def test_a_file_that_changes_between_two_decodings_is_refused(make_picture):
    decoded = []
    for seed in (1, 2):
        picture = load_picture(make_picture("a.png", seed=seed))
        decoded.append((picture.path, picture.sha256))
    assert checksums_of(decoded[:1] * 2) == dict(decoded[:1])
    with pytest.raises(ParameterError, match=r"a\.png has changed since it was opened"):
        checksums_of(decoded)


def test_a_plan_with_moved_files_keeps_its_checksums(plan, tmp_path):
    run = load_run(plan, lambda: WEIGHTS)
    moved = run.plan.moved(lambda path: tmp_path / "gone" / path.name)
    assert notes_of(moved) == notes_of(run.plan)


def test_a_painted_mask_is_noted_as_it_was_written(plan, tmp_path):
    mask = MaskFile(RegionKind.REGION, 0, tmp_path / "gone.png", "b" * 64)
    _, _, extras = notes_of(with_files(replace(plan, start=None), [mask]))
    assert [(note.role, note.sha256) for note in extras] == [("region 1", "b" * 64)]


def test_a_recipe_gives_back_its_plan(plan, tmp_path):
    twice = replace(plan, regions=plan.regions * 2, ground="#336699", device="auto")
    recipe = write_recipe(twice, twice.params, WEIGHTS, "cpu", (3, 3))
    assert plan_of(recipe, [tmp_path]) == twice


def test_a_role_without_a_painting_number_is_not_a_mask(plan, tmp_path):
    recipe = write_recipe(replace(plan, start=None), plan.params, WEIGHTS, "cpu", (3, 3))
    roles = zip(recipe.extras, ("region 0", "region", "frame 1"), strict=True)
    strange = replace(recipe, extras=tuple(replace(note, role=role) for note, role in roles))
    found = plan_of(strange, [tmp_path])
    assert (found.regions, found.style_masks, found.protect) == ((), (), None)


def test_an_artwork_whose_photograph_changed_during_the_run_is_made_again(
    plan, make_picture, tmp_path, monkeypatch
):
    plan = Plan(params=plan.params, content=plan.content, styles=plan.styles, device="cpu")
    decoded = sha256_of(plan.content)

    def stylize(_job, _control):
        make_picture("lake.png", seed=9)
        yield step_of(3, 3)

    monkeypatch.setattr(engine, "stylize", stylize)
    monkeypatch.setattr(order_module, "_weights", lambda _: WEIGHTS)
    monkeypatch.setattr(order_module, "_set_up", lambda _: None)
    order = Order(0, plan, SaveOptions(), "builtin", ComputeSettings(1))
    made = order_module.make_artwork(order, lambda _: None, NoControl())
    (tmp_path / "a.png").write_bytes(made.data)

    assert find_existing_recipe(plan, tmp_path / "a.png", WEIGHTS.sha256) is None
    make_picture("lake.png", seed=0)
    assert find_existing_recipe(plan, tmp_path / "a.png", WEIGHTS.sha256).content.sha256 == decoded


@pytest.mark.parametrize("metadata", Metadata)
def test_a_batch_artwork_keeps_the_chosen_photo_details(tmp_path, monkeypatch, metadata):
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Make] = "Anna", "Nikomi"
    Image.new("RGB", (64, 48)).save(tmp_path / "lake.jpg", exif=exif)
    plan = Plan(params=StyleParams(size=64, steps=3), content=tmp_path / "lake.jpg", device="cpu")
    monkeypatch.setattr(engine, "stylize", lambda _job, _control: iter([step_of(3, 3)]))
    monkeypatch.setattr(order_module, "_weights", lambda _: WEIGHTS)
    monkeypatch.setattr(order_module, "_set_up", lambda _: None)
    job = Job(plan, "a.webp", options=SaveOptions(metadata=metadata))
    [order] = Batch([job], tmp_path, "builtin", WEIGHTS.sha256, ComputeSettings(1))._orders()
    made = order_module.make_artwork(order, lambda _: None, NoControl())
    (tmp_path / "a.webp").write_bytes(made.data)
    kept = load_picture(tmp_path / "a.webp").details
    assert kept == load_picture(tmp_path / "lake.jpg").details.chosen(metadata)


def test_an_artwork_is_made_without_a_recipe_that_is_too_long(plan, tmp_path, monkeypatch):
    def too_long(_):
        raise RecipeError("The recipe has too many pictures to be stored in the artwork.")

    monkeypatch.setattr(engine, "stylize", lambda _job, _control: iter([step_of(3, 3)]))
    monkeypatch.setattr(order_module, "_weights", lambda _: WEIGHTS)
    monkeypatch.setattr(order_module, "_set_up", lambda _: None)
    monkeypatch.setattr("nst_desktop.making.artwork.recipe_to_text", too_long)
    order = Order(0, plan, SaveOptions(), "builtin", ComputeSettings(1))
    (tmp_path / "a.png").write_bytes(
        order_module.make_artwork(order, lambda _: None, NoControl()).data
    )
    assert load_recipe_text(tmp_path / "a.png") is None


def test_a_run_is_not_resumed_with_a_changed_photograph(plan, make_picture, tmp_path):
    run = load_run(plan, lambda: WEIGHTS)
    make_picture("lake.png", seed=9)  # before the first autosave
    session = Session.create(tmp_path / "sessions", run.plan, ("builtin", "0" * 64))
    session.save(step_of(3, 9))
    session.leave()
    (leftover,), _ = leftovers(tmp_path / "sessions")
    taken = leftover.take()
    with pytest.raises(SessionError, match=r"lake\.png is missing from .* or has changed"):
        taken.read()
    taken.discard()


def test_the_checksum_of_a_picture_is_that_of_its_file_in_every_format(tmp_path, make_picture):
    for name in ("a.png", "a.jpg", "a.tif", "a.webp", "a.gif", "a.bmp"):
        path = make_picture(name)
        picture = load_picture(path)
        assert isinstance(picture, Picture)
        assert picture.sha256 == sha256_of(path)


@pytest.fixture
def make_artwork(monkeypatch, make_picture):
    """Return a function that makes an artwork with a precision chosen for all.

    It returns the plan, the outcome and the job's precision.
    """
    plan = Plan(params=StyleParams(size=64, steps=3), content=make_picture("a.png"), device="cpu")
    precisions = []

    def stylize(job, _control):
        precisions.append(job.params.precision)
        yield replace(step_of(3, 3), precision="bfloat16")

    monkeypatch.setattr(engine, "stylize", stylize)
    monkeypatch.setattr(order_module, "_weights", lambda _: WEIGHTS)
    monkeypatch.setattr(order_module, "_set_up", lambda _: None)

    def make(chosen="auto", named="auto", **more):
        own = replace(plan, params=replace(plan.params, precision=named))
        computing = ComputeSettings(1, precision=chosen)
        order = Order(0, own, SaveOptions(), "builtin", computing)
        made = order_module.make_artwork(order, lambda _: None, NoControl(), **more)
        return own, made, precisions[-1]

    return make


def test_a_recipe_has_the_precision_used_and_auto_accepts_any(make_artwork, tmp_path):
    plan, made, _ = make_artwork()
    (tmp_path / "out.png").write_bytes(made.data)
    recipe = find_existing_recipe(plan, tmp_path / "out.png", WEIGHTS.sha256)
    assert recipe.params == replace(plan.params, precision="bfloat16")
    for name, is_made in (("bfloat16", True), ("float32", False)):
        named = replace(plan, params=replace(plan.params, precision=name))
        found = find_existing_recipe(named, tmp_path / "out.png", WEIGHTS.sha256)
        assert (found is not None) == is_made, name


@pytest.mark.parametrize(
    ("named", "is_elsewhere", "used"),
    [
        ("auto", False, "bfloat16"),  # the shared choice: nothing is timed
        ("auto", True, "float32"),
        ("bfloat16", True, "bfloat16"),
    ],
)
def test_the_shared_precision_is_replaced_only_on_a_computer_slow_with_it(
    make_artwork, monkeypatch, named, is_elsewhere, used
):
    monkeypatch.setattr(precision, "slowness", lambda *_: 40.0)
    _, _, found = make_artwork("bfloat16", named, is_elsewhere=is_elsewhere)
    assert found == used
