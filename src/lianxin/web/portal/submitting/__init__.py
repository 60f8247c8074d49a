"""A citizen tells the hotline what is wrong: four steps, each kept, and a receipt."""
