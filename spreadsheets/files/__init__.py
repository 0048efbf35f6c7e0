"""Reading and writing of spreadsheet files."""
