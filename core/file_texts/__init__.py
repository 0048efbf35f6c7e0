"""Text of files of any format, read in a process of its own, and places of words in a text."""
