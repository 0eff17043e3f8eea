"""Feature: the sketch on the canvas."""
