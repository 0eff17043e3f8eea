"""Canvas: shows the current picture, with zoom and comparison.

canvas.py is the widget; it offers its events to tools (canvas_tool.py): navigation.py zooms and
pans, comparison.py shows a second picture, drag_and_drop.py moves pictures in and out, and
regions/paint_tool.py paints masks. viewport.py places the picture with the geometry of view.py;
layer.py scales the visible part, decorations.py draws around and above it.
"""

from nst_desktop.ui.canvas.canvas import Canvas

__all__ = ["Canvas"]
