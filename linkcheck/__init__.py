"""Verifies that the sources an article cites still are what their labels say."""
