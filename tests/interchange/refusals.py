"""The problems of an import that is refused."""

import pytest

from interchange.actions import import_to_desk
from interchange.problems import ImportFailed


def problems(*files, update=False):
    with pytest.raises(ImportFailed) as error:
        import_to_desk(files, by=None, update=update)
    return [str(problem) for problem in error.value.problems]
