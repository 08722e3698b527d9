"""What a run keeps on the disk: a journal to go on from, a cache of verdicts."""
