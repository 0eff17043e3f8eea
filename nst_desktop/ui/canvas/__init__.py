"""Canvas that shows the current picture, with zoom and comparison.

The widget in canvas.py offers its events to the tools, which derive from canvas_tool.py:
navigation.py zooms and pans, comparison.py shows a second picture, drag_and_drop.py moves pictures
in and out, and regions/paint_tool.py paints masks. viewport.py positions the picture, using the
geometry in view.py. layer.py scales the visible part of the picture; decorations.py draws around
and above it.
"""

from nst_desktop.ui.canvas.canvas import Canvas

__all__ = ["Canvas"]
