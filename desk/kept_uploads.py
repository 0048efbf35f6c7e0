"""Files of a form that is shown again: kept for its next sending, since no browser sends a chosen file twice."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from desk.models import KEPT_UPLOAD_EXPIRY, KeptUpload

KEPT = "kept:"  # begins the name of the input that names a kept file, before that of its file input


def keep_uploads(user: User, files: Mapping[str, Any]) -> None:
    """Keep the files of a form that is shown again. Each gets the token of its copy as ``kept_token``."""
    KeptUpload.objects.filter(kept_at__lt=timezone.now() - KEPT_UPLOAD_EXPIRY).delete()
    for file in files.values():
        if not getattr(file, "kept_token", "") and file.size <= settings.UPLOAD_MAX_BYTES:
            file.seek(0)
            kept = KeptUpload.objects.create(
                user_id=user.pk,
                name=file.name[-255:],
                media_type=(file.content_type or "")[:255],
                content=file.read(),
            )
            file.seek(0)
            file.kept_token = kept.token


def take_up_uploads(request: Any) -> None:
    """Put the kept files that a form names among those that came with it, unless others were chosen in their place."""
    for name, token in _named_tokens(request):
        kept = KeptUpload.objects.filter(user=request.user.pk, token=token).first()
        if kept and name not in request.FILES:
            file = SimpleUploadedFile(kept.name, bytes(kept.content), kept.media_type)
            file.kept_token = kept.token  # type: ignore[attr-defined]  # ours, see `keep_uploads`
            request.FILES[name] = file


def forget_uploads(request: Any) -> None:
    """Delete the kept files that a form named: it was saved."""
    tokens = [token for _name, token in _named_tokens(request)]
    if tokens:
        KeptUpload.objects.filter(user=request.user.pk, token__in=tokens).delete()


def kept_fields(files: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and value of the hidden inputs that name kept files."""
    return [(f"{KEPT}{name}", token) for name in files if (token := getattr(files[name], "kept_token", ""))]


def _named_tokens(request: Any) -> Iterator[tuple[str, str]]:
    for name, token in request.POST.items():
        if name.startswith(KEPT):
            yield name.removeprefix(KEPT), str(token)
