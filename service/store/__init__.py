"""Where applications are kept: tables, sessions and repositories."""
