"""Downloader middlewares, one small class per file; their order is in `crawler.settings`."""
