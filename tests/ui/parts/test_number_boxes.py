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
    def make(box_type, language, value=3, suffix=" px", maximum=100_000, tracking=True):
        QLocale.setDefault(QLocale(language))
        box = box_type()
        qtbot.addWidget(box)
        box.setRange(0, maximum)
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
@pytest.mark.parametrize("box_type", [PlainDoubleSpinBox, DecimalBox])
@pytest.mark.parametrize("text", ["0.5", "0,5", ".5", ",5"])
def test_half_is_half_in_every_language(make_box, language, box_type, text):
    assert enter(make_box(box_type, language), text) == 0.5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["1.000", "1,000", "0.5", "0,5", "1e3", "1/2", "1 0"])
@pytest.mark.parametrize("tracking", [True, False])
def test_an_integer_is_never_read_from_part_of_the_text(make_box, language, text, tracking):
    box = make_box(WholeBox, language, tracking=tracking)
    type_in(box, text)
    assert box.text() == f"{text} px"
    assert box.property("wrong")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), box.text()) == (3, "3 px")
    assert not box.property("wrong")
    assert enter(box, "") == 3


@pytest.mark.parametrize(("language", "text"), [("en_GB", "1,234"), ("de_DE", "1.234")])
@pytest.mark.parametrize("box_type", [PlainDoubleSpinBox, DecimalBox])
def test_an_ambiguous_number_keeps_the_value_and_says_why(make_box, box_type, language, text):
    box = make_box(box_type, language)
    assert enter(box, text) == 3
    assert "1234" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("box_type", BOXES)
def test_pasted_thousands_separators_are_rejected_too(make_box, language, box_type):
    box = make_box(box_type, language)
    QGuiApplication.clipboard().setText("1.234,5")
    box.selectAll()
    QTest.keySequence(box, "Ctrl+V")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 3
    QToolTip.hideText()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_starts_from_the_typed_number(make_box, language):
    for text in ("0,5", "0.5"):
        box = make_box(PlainDoubleSpinBox, language, value=0)
        box.setStepType(box.StepType.AdaptiveDecimalStepType)
        type_in(box, text)
        QTest.keyClick(box, Qt.Key.Key_Up)
        assert box.value() == pytest.approx(0.51)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("box_type", BOXES)
def test_a_step_ignores_text_that_is_not_a_number(make_box, language, box_type):
    box = make_box(box_type, language)
    type_in(box, "1.234,5")
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert 3 <= box.value() <= 4
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert 3 <= box.value() <= 4
    QToolTip.hideText()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("box_type", BOXES)
@pytest.mark.parametrize("value", [0, 1, 999, 1000, 12_345, 100_000])
def test_a_box_reads_its_own_text_as_its_value(make_box, language, box_type, value):
    box = make_box(box_type, language, value)
    shown = box.text()
    assert enter(box, box.cleanText()) == value
    assert box.text() == shown


@pytest.mark.parametrize("box_type", BOXES)
def test_a_number_out_of_range_becomes_the_nearest_in_range(make_box, box_type):
    assert enter(make_box(box_type, "en_GB", maximum=16384), "20000") == 16384
