import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from nst_desktop.ui.parts.number_boxes import DecimalBox, PlainDoubleSpinBox, WholeBox

LANGUAGES = ["en_GB", "de_DE"]
BOXES = [PlainDoubleSpinBox, DecimalBox, WholeBox]


@pytest.fixture
def make_box(qtbot):
    def make(kind, language, value=3, suffix=" px", most=100_000, tracking=True):
        QLocale.setDefault(QLocale(language))
        box = kind()
        qtbot.addWidget(box)
        box.setRange(0, most)
        box.setSuffix(suffix)
        box.setKeyboardTracking(tracking)
        box.setValue(value)
        box.show()
        return box

    return make


def type_in(box, text):
    box.selectAll()
    QTest.keyClicks(box, text)


def enter(box, text):
    type_in(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    return box.value()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [PlainDoubleSpinBox, DecimalBox])
@pytest.mark.parametrize("text", ["0.5", "0,5", ".5", ",5"])
def test_half_is_half_in_every_language(make_box, language, kind, text):
    assert enter(make_box(kind, language), text) == 0.5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["1.000", "1,000", "0.5", "0,5", "1e3", "1/2", "1 0"])
@pytest.mark.parametrize("tracking", [True, False])
def test_a_whole_number_is_never_made_of_the_digits_of_another_one(
    make_box, language, text, tracking
):
    box = make_box(WholeBox, language, tracking=tracking)
    type_in(box, text)
    assert box.text() == f"{text} px"
    assert box.property("wrong")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), box.text()) == (3, "3 px")
    assert not box.property("wrong")
    assert enter(box, "") == 3


@pytest.mark.parametrize(("language", "text"), [("en_GB", "1,234"), ("de_DE", "1.234")])
@pytest.mark.parametrize("kind", [PlainDoubleSpinBox, DecimalBox])
def test_what_could_be_thousands_leaves_the_value_and_says_why(make_box, kind, language, text):
    box = make_box(kind, language)
    assert enter(box, text) == 3
    assert "1234" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOXES)
def test_pasted_thousands_are_refused_too(make_box, language, kind):
    box = make_box(kind, language)
    QGuiApplication.clipboard().setText("1.234,5")
    box.selectAll()
    QTest.keySequence(box, "Ctrl+V")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 3
    QToolTip.hideText()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_begins_with_what_has_been_typed(make_box, language):
    for text in ("0,5", "0.5"):
        box = make_box(PlainDoubleSpinBox, language, value=0)
        box.setStepType(box.StepType.AdaptiveDecimalStepType)
        type_in(box, text)
        QTest.keyClick(box, Qt.Key.Key_Up)
        assert box.value() == pytest.approx(0.51)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOXES)
def test_no_step_is_taken_from_what_is_no_number(make_box, language, kind):
    box = make_box(kind, language)
    type_in(box, "1.234,5")
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert 3 <= box.value() <= 4
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert 3 <= box.value() <= 4
    QToolTip.hideText()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOXES)
@pytest.mark.parametrize("value", [0, 1, 999, 1000, 12_345, 100_000])
def test_its_own_text_is_read_as_its_value(make_box, language, kind, value):
    box = make_box(kind, language, value)
    shown = box.text()
    assert enter(box, box.cleanText()) == value
    assert box.text() == shown


@pytest.mark.parametrize("kind", BOXES)
def test_a_number_beyond_the_range_becomes_the_nearest_one(make_box, kind):
    assert enter(make_box(kind, "en_GB", most=16384), "20000") == 16384
