"""Choosing the device and the network weights."""
