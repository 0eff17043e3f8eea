"""Plans as JSON: they round-trip, and anything else is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop.core.params import StyleParams
from nst_desktop.recipes.plan import Plan, StyleFile
from nst_desktop.recipes.plan_json import plan_from_json, plan_to_json
from nst_desktop.storage.strict_json import JsonError, is_plain
from tests.strategies import any_json, any_params, patient

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1)
PATHS = NAMES.filter(lambda name: len(name) < 1000).map(lambda name: Path("/pictures", name))
FACTORS = st.floats(1e-9, 1e9)


@st.composite
def plans(draw):
    """Generate any plan with a picture."""
    styles = draw(st.lists(st.builds(StyleFile, PATHS, FACTORS, FACTORS), max_size=4))
    masks = st.lists(st.tuples(PATHS, st.integers(0, max(len(styles) - 1, 0))), max_size=4)
    masks = masks.map(tuple) if styles else st.just(())
    some = PATHS if not styles else st.none() | PATHS
    return Plan(
        params=draw(any_params),
        content=draw(some),
        styles=tuple(styles),
        regions=draw(masks),
        style_masks=draw(masks),
        protect=draw(st.none() | PATHS),
        start=draw(st.none() | PATHS),
        device=draw(st.sampled_from(["auto", "cpu", "cuda:1"])),
        ground=draw(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)),
        checksums=draw(
            st.dictionaries(PATHS, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), max_size=4)
        ),
    )


@patient
@given(plans())
def test_every_plan_round_trips(plan):
    again = plan_from_json(json.loads(json.dumps(plan_to_json(plan), allow_nan=False)))
    assert again == plan
    assert again.checksums == plan.checksums


PLAN = plan_to_json(
    Plan(
        params=StyleParams(),
        content=Path("/lake.jpg"),
        styles=(StyleFile(Path("/ink.png")),),
        regions=((Path("/sky.png"), 0),),
        style_masks=((Path("/part.png"), 0),),
        protect=Path("/face.png"),
        start=Path("/begun.png"),
        ground="#336699",
        checksums={Path("/lake.jpg"): "a" * 64},
    )
)


@patient
@given(st.dictionaries(st.sampled_from(sorted(PLAN)) | st.text(), any_json, max_size=3))
def test_any_json_is_parsed_or_refused_with_a_clear_error(changes):
    try:
        plan = plan_from_json({**PLAN, **changes})
    except JsonError as error:
        assert is_plain(str(error), 1500)  # noqa: PT017 - either outcome will do
    else:
        assert plan_from_json(plan_to_json(plan)) == plan
        assert all(path.is_absolute() for path in plan.files)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"content": "lake.jpg"}, "'lake.jpg' as a path"),
        ({"start": "/a\0b"}, "as its start"),
        ({"device": ""}, "for 'device'"),
        ({"ground": "white"}, "#rrggbb"),
        ({"checksums": {"/lake.jpg": "A" * 64}}, "SHA-256"),
        ({"checksums": {"lake.jpg": "a" * 64}}, "as a path"),
        ({"styles": [{"picture": "/ink.png", "weight": 2e9}]}, "above 0"),
        ({"styles": []}, "painting 1, but 0 paintings"),
        ({"preset": "Bold"}, "unknown key 'preset'"),
    ],
)
def test_an_invalid_plan_is_refused(changes, message):
    with pytest.raises(JsonError, match=message):
        plan_from_json({**PLAN, **changes})
