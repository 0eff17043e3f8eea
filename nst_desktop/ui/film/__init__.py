"""Films: the film dialog, its preview and the controller for both."""
