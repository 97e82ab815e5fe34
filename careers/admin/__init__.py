"""The editors' admin: guides can be written, facts can be searched."""

from careers.admin import editorial, provenance, reference

__all__ = ["editorial", "provenance", "reference"]
