"""What a policy says about itself: its provider's names and kinds, and its date."""
