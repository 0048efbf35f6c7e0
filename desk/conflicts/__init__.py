"""Three-way merge of a staff form with what somebody else saved while it was open.

A form carries a signed copy of what it showed (`snapshot`). A save compares it with the database and with what was sent
(`three_way`), fact by fact: what only one side changed is taken over, what both changed is asked about (`admin`).
"""
