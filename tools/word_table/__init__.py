"""What builds the table of words that the product carries; see ``__main__``."""
