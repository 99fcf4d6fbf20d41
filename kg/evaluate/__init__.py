"""Scores an extraction against an answer of the annotation guide (data/gold/GUIDE.md).

Every figure is a Count of right, missing and extra records; every record that is not
right is a Miss that says what was expected and what was found.
"""
