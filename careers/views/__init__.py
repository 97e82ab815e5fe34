"""Views: a module a page noun. Load or 404, ask the profile, render."""
