"""Pages and what they draw. What can be asserted without a browser is plain data."""
