"""Texts of a file as forms would take them: trimmed, and without signs that no database stores."""

from core.visible_text import trimmed, unstorable_signs, without_unstorable_signs


def entered_texts(value, path: str, problems: list[tuple[str, str]]):
    """A JSON value with all of its texts as a form enters them; adds ``(path, signs)`` of those left out."""
    if isinstance(value, str):
        if signs := unstorable_signs(value):
            problems.append((path, ", ".join(signs)))
        return trimmed(without_unstorable_signs(value))
    if isinstance(value, list):
        return [
            entered_texts(item, _item_path(item, path, number), problems)
            for number, item in enumerate(value, 1)
        ]
    if isinstance(value, dict):
        return dict(_entered_member(name, item, path, problems) for name, item in value.items())
    return value


def _item_path(item, path: str, number: int) -> str:
    """The path of an item of a list: of a part with its id, key or number; of a text that of the list."""
    if not isinstance(item, dict):
        return path
    name = item.get("id", item.get("key", number))
    return f"{path}/{number if isinstance(name, str) and unstorable_signs(name) else name}"


def _entered_member(name: str, value, path: str, problems: list[tuple[str, str]]) -> tuple:
    sound = without_unstorable_signs(name)
    if sound != name:
        problems.append((f"{path}/{sound}", ", ".join(unstorable_signs(name))))
    return sound, entered_texts(value, f"{path}/{sound}", problems)
