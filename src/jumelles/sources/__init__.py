"""One module an official format: a file in, rows of the house's tables and problems out."""
