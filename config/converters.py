"""URL path converter for references."""


class RefConverter:
    """One capital letter and a number, such as A1042."""

    regex = "[A-Z][1-9][0-9]{0,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
