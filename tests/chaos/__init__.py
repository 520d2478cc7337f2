"""`make chaos`: real servers and programs under faults, judged by an oracle that knows what should have happened."""
