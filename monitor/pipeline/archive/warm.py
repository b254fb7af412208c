"""Loads what each worker of an import needs, by being imported in the process that they are forked from.

The model of languages takes a second and 100 MB, the rules and their tables half a second: once instead of in each.
"""

import gc
from contextlib import suppress

from monitor.domain.assess import assess
from monitor.pipeline.archive import judging as judging
from monitor.pipeline.extraction.finish import finish

_TEXT = "# Terms\n\nLast updated: 1 March 2024\n\nWe share your data with partners in Ireland for {} days.\n"

with suppress(OSError):  # no room to unpack the model: the workers will meet it again, and can say so
    finish(_TEXT, len(_TEXT.split()))
assess(_TEXT.format(30), _TEXT.format(90))
gc.freeze()  # a collection would write to the pages that the workers share, and copy them
