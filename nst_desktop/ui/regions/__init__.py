"""Painting of regions: the tools, the masks on the canvas, and the panel.

tools.py names the tools, easel.py applies them to the current mask, overlay.py draws masks over
the picture, lasso.py is an unfinished outline. regions_panel.py combines the list, the tools and
the commands.
"""
