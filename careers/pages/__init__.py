"""What a page shows of a profile: sections, charts, structured data, prepared guides."""
