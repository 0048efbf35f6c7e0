"""Mutation testing: plants one small fault at a time, and looks whether the tests of that place notice it.

``./dev mutants`` measures how good the suite is, not whether the code is right: a mutant that every test
passes is a fault that could be made tomorrow. See docs/testing.md for its figures.
"""
