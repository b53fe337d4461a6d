"""What stands between the network and the pages: limits, origins, headers, logs."""
