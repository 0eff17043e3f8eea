"""Objects that the controllers share."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from nst_desktop.document.document import Document
from nst_desktop.document.mask_files import MaskFiles
from nst_desktop.document.settings import Settings
from nst_desktop.run.runner import Runner
from nst_desktop.run.task import Tasks
from nst_desktop.ui.actions import Actions
from nst_desktop.ui.message_bar import MessageBar


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """Objects that all controllers may use.

    Attributes:
        tasks: Executor for parallel background tasks.
        writing: Executor for tasks that write files, one after another.
        message: Bar for messages to the user.
        window: Parent window for dialogs.
    """

    document: Document
    settings: Settings
    tasks: Tasks
    writing: Tasks
    message: MessageBar
    mask_files: MaskFiles
    runner: Runner
    actions: Actions
    window: QWidget
