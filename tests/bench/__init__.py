"""`python -m tests.bench`: how fast each page is, at two sizes of the municipality, and what takes the time."""
