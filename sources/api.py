"""Sources travel inside bodies; in the API they have their words only."""

from core.choices import Per, Strength
from sources.choices import Basis, SourceKind

VOCABULARIES = [SourceKind, Basis, Strength, Per]
