"""Re-makes the hashed locks: requirements-dev.txt first, then requirements.txt with the same versions."""

import shutil
import subprocess

from . import ROOT

COMPILE = (
    "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.12",
    "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "./dev lock",
)  # fmt: skip


def lock(*options: str) -> int:
    """``options`` go to uv: --upgrade, or --upgrade-package NAME. Without any, versions stay."""
    uv = shutil.which("uv") or ROOT / ".uv" / "bin" / "uv"
    everything = ("--group", "dev", "pyproject.toml", "-o", "requirements-dev.txt", *options)
    # --upgrade, since the constraint alone decides
    site = ("pyproject.toml", "--upgrade", "-c", "requirements-dev.txt", "-o", "requirements.txt")
    for arguments in (everything, site):
        code = subprocess.run([uv, *COMPILE, *arguments], cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0
