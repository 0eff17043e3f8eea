"""Regions: what is painted with, what is painted on, and the list of what there is.

tools.py names the tools, easel.py holds the mask that is painted on and what the hand does with
it, overlay.py shows masks over the picture, lasso.py is an outline on its way. regions_panel.py
puts the list, the tools and the commands together.
"""
