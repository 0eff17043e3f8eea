"""The queue's controller, page and button."""
