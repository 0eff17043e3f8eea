"""Feature: later starts of the program use the window that is open."""
