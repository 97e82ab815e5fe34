"""Guides in the admin: their list, the form of their versions, the steps of their way."""

from careers.admin.guides.listing import RoleAdmin

__all__ = ["RoleAdmin"]
