"""The canvas: the picture in the making, to be looked at closely and compared.

canvas.py is the widget, and offers its events to tools (canvas_tool.py): navigation.py zooms and
pans, comparison.py adds a second picture, paint_tool.py paints on the picture, drag_and_drop.py is
what goes in and out. viewport.py is the picture and where it lies, by the geometry of view.py;
layer.py scales what is seen, decorations.py draws what lies around and above it.
"""

from nst_desktop.ui.canvas.canvas import Canvas

__all__ = ["Canvas"]
