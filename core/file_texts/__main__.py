"""Process that reads the text out of one file, without a database, secrets or much memory: bytes in, JSON out."""

import io
import json
import resource
import sys

from core.file_texts.lines import MAX_CHARACTERS, plain_lines, unwrapped

_CPU_SECONDS = 20
_MEMORY = 1024 * 1024 * 1024
_MAX_PAGES = 400


def _pdf_pages(content: bytes) -> list[str]:
    from pypdf import PdfReader  # takes long to load, and most files are none

    pages, size = [], 0
    for page in PdfReader(io.BytesIO(content)).pages[:_MAX_PAGES]:
        pages.append(unwrapped(page.extract_text()))
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            break
    return pages


def read_text(file_format: str, content: bytes) -> tuple[list[str], dict[str, str]]:
    """Text of a file of one of these formats, and facts of the source that it tells.

    The text is in one piece, that of a PDF in its pages.
    """
    if file_format == "pdf":
        return _pdf_pages(content), {}
    text, facts = _read_whole(file_format, content)
    return [text], facts


def _read_whole(file_format: str, content: bytes) -> tuple[str, dict[str, str]]:
    if file_format in {"html", "mhtml"}:
        from core.file_texts.html_text import html_text, mhtml_text  # each reader loads what it needs alone

        return html_text(content) if file_format == "html" else mhtml_text(content)
    if file_format == "txt":
        from core.file_texts.html_text import decoded  # as above

        return decoded(content), {}
    if file_format == "hwp":
        from core.file_texts.hwp_text import hwp_text  # as above

        return hwp_text(content), {}
    from core.file_texts.xml_text import package_text  # as above

    return package_text(content, file_format), {}


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    pages, facts = read_text(sys.argv[1], sys.stdin.buffer.read())
    text = plain_lines("\n".join(pages))
    answer = {
        "text": text[:MAX_CHARACTERS],
        "is_cut": len(text) > MAX_CHARACTERS,
        "pages": [plain_lines(page) for page in pages] if sys.argv[1] == "pdf" else [],
        "facts": facts,
    }
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    _main()
