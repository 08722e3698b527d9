"""When each citation has its turn."""
