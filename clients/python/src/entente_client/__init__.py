"""Client of a register of institutional agreements: reads it over its API. The names below are its public face."""

from entente_client.http import Altered, Problem
from entente_client.register import Register

__all__ = ["Altered", "Problem", "Register"]
