"""Verifies the sources an article cites: does each link still lead to what its label says?"""
