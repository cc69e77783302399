"""What stands in each part of a page."""
