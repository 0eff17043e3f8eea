"""The queue of the window: what is still to be made, in which order, and how it is kept."""
