"""The commands of ./dev. Nothing here is needed to run the site elsewhere."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
