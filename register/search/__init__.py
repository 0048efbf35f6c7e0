"""Finding records: what they are found by, what a search means, what narrows it down.

`vectors` says what an entry is found by and `grammar` what somebody looked for; `facets` counts, `names` guesses what
was meant, `identifiers` knows what leads straight to a record.
"""
