"""Collapsible group of widgets below a heading."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nst_desktop.ui.parts.icons import line_icon


class Section(QWidget):
    """Heading that shows and hides the rows below it; initially collapsed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._heading = QPushButton(title)
        self._heading.setProperty("bare", True)
        self._heading.setProperty("heading", True)
        self._heading.setCheckable(True)
        self._heading.setAccessibleName(title)
        self._content = QWidget()
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 4, 0, 8)
        self._rows.setSpacing(10)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self._content)
        self.set_unfolded(False)

        self._heading.clicked.connect(self.set_unfolded)

    def add(self, widget: QWidget) -> None:
        """Add this widget below the others."""
        self._rows.addWidget(widget)

    def is_unfolded(self) -> bool:
        """Return whether the rows are displayed."""
        return self._heading.isChecked()

    def set_unfolded(self, unfolded: bool) -> None:
        """Show or hide the rows."""
        self._heading.setChecked(unfolded)
        self._heading.setIcon(line_icon("unfolded" if unfolded else "folded"))
        tip = self.tr("Collapse {0}") if unfolded else self.tr("Expand {0}")
        self._heading.setToolTip(tip.format(self._title))
        self._content.setVisible(unfolded)

    def set_note(self, note: str) -> None:
        """Show a note after the title, such as the number of changes below."""
        text = f"{self._title}  ·  {note}" if note else self._title
        self._heading.setText(text)
        self._heading.setAccessibleName(text)
