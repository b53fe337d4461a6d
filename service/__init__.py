"""The pages, the API and the command line around the engine."""
