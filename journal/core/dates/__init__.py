"""Moments and periods."""
