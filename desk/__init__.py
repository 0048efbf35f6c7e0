"""Staff area: the parts that the admin pages of all kinds of record share."""
