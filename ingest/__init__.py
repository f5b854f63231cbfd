"""Files to Network, the only way in: read, mapped, cleaned, resolved, previewed; and the way out again."""
