"""Reads a register of institutional agreements over its API. Everything to use is here."""

from entente_client.asking import Altered, Problem
from entente_client.register import Register

__all__ = ["Altered", "Problem", "Register"]
