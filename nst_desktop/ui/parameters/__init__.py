"""The parameters and their presets."""
