"""Pages of agreements are tested with what the tests of all pages share."""

from tests.pages.conftest import demo, demo_site, full, read

__all__ = ["demo", "demo_site", "full", "read"]
