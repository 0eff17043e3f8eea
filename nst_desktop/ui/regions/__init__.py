"""Tools, canvas overlay and panel for painting regions.

tools.py names the tools, easel.py applies them to the current mask, overlay.py draws masks over
the picture, and lasso.py holds an unfinished outline. selector.py follows the gestures of the
tools that select by content, and selection_edits.py computes what they select. regions_panel.py
combines the list of regions, the tools and the commands.
"""
