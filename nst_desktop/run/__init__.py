"""One run beside the window: control, mailbox, worker and runner. QtCore only, no widgets."""
