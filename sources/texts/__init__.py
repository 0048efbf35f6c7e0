"""Text of sources: pasted, or read out of files in a process of its own, and what it tells of the source."""
