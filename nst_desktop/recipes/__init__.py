"""What an artwork is made from: plans, recipes, parameters and presets. Free of Qt."""
