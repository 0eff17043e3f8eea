"""Queue: its controller, its page and its button."""
