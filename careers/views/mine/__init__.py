"""Pages of one reader: what they answer, what fits, what they save and plan; never cached."""
