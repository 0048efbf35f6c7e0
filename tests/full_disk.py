"""A full disk: no file may grow beyond a size, and the system refuses the write as where no space is left."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full_disk(after: int) -> Iterator[None]:
    """Inside, a write beyond so many bytes of a file fails with OSError, in this process."""
    before, keeps_none = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    # Python would leave half of what it compiles, and stumble over it ever after
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (after, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = keeps_none
