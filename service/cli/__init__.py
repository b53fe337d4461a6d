"""The command line: `hela`."""
