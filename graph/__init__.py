"""Guanxi (关系): who knows whom, who moves whom, who can introduce whom."""
