"""What Hela promises, and the proof that it holds."""
