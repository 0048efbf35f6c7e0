"""What a recipe counts of a folder, for tests."""

from interchange.recipes import field_counts


def counts_by_field(recipe, folder) -> dict[str, tuple[int, int, dict[str, int]]]:
    """By field of the source: how often it is there, how often in the records, and the differences by name."""
    tally = field_counts.tally_file(recipe.records(folder))
    return {
        row.field: (row.source, row.recorded(tally), {name: n for name, n in row.differences.items() if n})
        for row in recipe.counts(folder)
    }
