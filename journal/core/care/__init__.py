"""The care for someone who may be in danger or is very upset."""
