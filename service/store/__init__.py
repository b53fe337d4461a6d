"""What is kept, and only when somebody asked for it."""
