"""Zstandard from the standard library, or its backport before Python 3.14 (which Scrapy needs there anyway)."""

import sys

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDict, ZstdError, compress, decompress
else:
    from backports.zstd import ZstdDict, ZstdError, compress, decompress

__all__ = ["ZstdDict", "ZstdError", "compress", "decompress"]
