"""Loads a part of Scrapy from a short stack: it looks up the source of each of its callers when it is imported.

Deep in a command, that took a tenth of a second of every run.
"""

import importlib
import threading

_loading = threading.Thread(target=importlib.import_module, args=("scrapy.core.downloader.contextfactory",))
_loading.start()
_loading.join()
