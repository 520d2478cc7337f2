"""Letters: their content as plain data, and the PDF that is set from it. Pure Python, no Django."""
