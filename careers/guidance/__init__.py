"""A reader's own tools: what they answer, what fits, how to get there. Nothing here is public."""
