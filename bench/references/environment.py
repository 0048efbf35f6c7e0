"""Throw-away environment with programs that the project does not depend on: Datasette, and Tantivy's binding."""

import subprocess
import sys
from pathlib import Path

REQUIREMENTS = ["datasette==0.65.5", "tantivy==0.27.0"]


def python(directory: Path) -> Path:
    """The interpreter of the environment in this directory, which is made where it is missing."""
    place = directory / "references-env"
    interpreter = place / "bin" / "python"
    if not interpreter.exists():
        subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, place], check=True)
        subprocess.run(
            ["uv", "pip", "install", "--quiet", "--python", interpreter, *REQUIREMENTS], check=True
        )
    return interpreter
