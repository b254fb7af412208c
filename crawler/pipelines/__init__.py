"""Item pipelines: what happens to answers."""
