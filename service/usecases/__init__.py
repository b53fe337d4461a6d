"""What people do with Hela: one file a use case."""
