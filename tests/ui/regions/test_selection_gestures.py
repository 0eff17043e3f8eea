"""Rough strokes and drags for a tolerance."""

from nst_desktop.ui.regions.selection_gestures import RoughStroke, SimilarClick, ToleranceDrag


def test_a_rough_stroke_keeps_to_the_picture_and_to_points_that_differ():
    stroke = RoughStroke((100, 50), 5.0, inside=True)
    for point in ((-3, 10), (10, 10), (10.2, 10), (20, 10), (20, 60), (99, 49)):
        stroke.move(point)
    assert stroke.points == [(10, 10), (20, 10), (99, 49)]


def test_the_tolerance_grows_to_the_right_within_its_limits():
    drag = ToleranceDrag(SimilarClick(50, 20, 32, erases=True), 3.0)
    assert not drag.move(52), "still a click"
    assert drag.move(63)
    assert drag.click == SimilarClick(50, 20, 42, erases=True)
    drag.move(37)
    assert drag.click.tolerance == 22
    drag.move(-999)
    assert drag.click.tolerance == 0
    drag.move(9999)
    assert drag.click.tolerance == 255
    assert drag.start.tolerance == 32
