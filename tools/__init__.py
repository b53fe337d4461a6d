"""The project's own programs, run through `./do`."""
