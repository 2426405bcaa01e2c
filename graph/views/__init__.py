"""Views: HTML pages that open from disk, still pictures, and what notebooks show."""
