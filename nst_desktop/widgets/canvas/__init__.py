"""The canvas: the picture in the making, to be looked at closely and compared.

view.py is geometry alone, layer.py scales what is seen, painting.py draws what lies around and
above it. picture_view.py zooms and pans, compare_view.py adds a second picture, paint_view.py
paints on the picture, canvas.py is what goes in and out: drops, drags, the menu.
"""

from nst_desktop.widgets.canvas.canvas import Canvas

__all__ = ["Canvas"]
