"""Pictures drawn on the server: plain data in, numbers for an SVG out. Every picture has a table that says the same."""
