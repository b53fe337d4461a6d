"""Names, kinds, units, tables: what can be seen to be wrong without running anything."""
