"""The watchlist file: reading, checking, editing and filling it."""
