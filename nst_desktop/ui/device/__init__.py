"""The device and the network's weights."""
