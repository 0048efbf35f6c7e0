"""Records entered from a text: the text of a source, suggestions out of it, and the form that they fill."""
