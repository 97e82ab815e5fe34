"""Guides and occupations as lists show them: how the rows are made, and how they are read."""
