"""``time.sleep`` under libfaketime 0.9.10 and older, which misreads how Python sleeps: Python loads this by its name.

Since 3.11 Python sleeps until a moment of the monotonic clock. Where that clock is left alone, these versions still
take the moment for one of the faked clock, and the call fails.
"""

import select
import time


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = sleep
