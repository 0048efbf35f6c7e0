"""What the documents show is what happens: all their code is run, and its output compared."""

from pathlib import Path

import pytest

from tests.docs import running

pytestmark = pytest.mark.django_db  # so that there is a database

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    "docs/tutorial.md",
    "docs/following.md",
    "docs/api.md",
    "docs/data.md",
    "clients/python/README.md",
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_shows_is_what_happens(document, server, key, client_wheel, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(client_wheel)
    (tmp_path / "clients").symlink_to(ROOT / "clients")  # readers stand in the checkout

    variables = {"PYTHONPATH": str(client_wheel), "ENTENTE_KEY": key}

    found = running.faults((ROOT / document).read_text(), server=server, folder=tmp_path, variables=variables)

    assert list(found) == []
