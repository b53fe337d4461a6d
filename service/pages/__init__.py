"""Pages rendered on the server, which work without scripts."""
