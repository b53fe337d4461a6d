"""Plain data to records, keeping every problem."""
