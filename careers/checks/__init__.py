"""What is wrong with a guide's content, each finding with its place and how to mend it."""

from careers.checks.run import blocking, run
from careers.checks.surroundings import Library, read_library, read_surroundings
from careers.checks.types import Check, Finding, Severity, Surroundings

__all__ = [
    "Check",
    "Finding",
    "Library",
    "Severity",
    "Surroundings",
    "blocking",
    "read_library",
    "read_surroundings",
    "run",
]
