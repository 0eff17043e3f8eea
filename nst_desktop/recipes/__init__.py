"""What an artwork is made from: plans, recipes, parameters and presets. No Qt here."""
