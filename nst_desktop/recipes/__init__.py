"""What an artwork is made from: plans, recipes, parameters and presets. Does not use Qt."""
