"""Generates the types of the Python client from docs/openapi.yaml, and checks that the two agree."""

import shutil
import tempfile
from pathlib import Path

from . import ROOT
from .processes import call
from .schema import COMMITTED as DESCRIPTION
from .schema import drift

COMMITTED = ROOT / "clients" / "python" / "src" / "entente_client" / "shapes.py"
OPTIONS = (
    "--input-file-type=openapi", "--openapi-scopes", "schemas", "paths", "parameters",  # answers and questions
    "--output-model-type=typing.TypedDict", "--target-python-version=3.12",
    "--use-standard-collections", "--use-union-operator",
    "--use-operation-id-as-name",  # ListAgreementsParametersQuery, by name and not by address
    "--enum-field-as-literal=all",
    "--type-mappings", "string+decimal=string",  # as it comes: in quotes
    "--use-schema-description", "--use-field-description", "--no-use-closed-typed-dict",
    "--formatters", "ruff-format", "--disable-timestamp",
)  # fmt: skip


def make(target: Path) -> int:
    source = ("--input", str(DESCRIPTION), "--output", str(target))
    return call("-m", "datamodel_code_generator", *source, *OPTIONS)


def write() -> int:
    """Made elsewhere and brought here, so that no settings of this folder bear on its layout."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / COMMITTED.name
        if code := make(made):
            return code
        shutil.copyfile(made, COMMITTED)
    return 0


def check() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / COMMITTED.name
        return make(made) or drift(COMMITTED, made, "The API's description")
