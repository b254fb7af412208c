"""The built-in demo: a small site of invented vendors, watched by the real program (`make demo`)."""
