"""Links of sources: whether the address still answers, and what its text says today."""
