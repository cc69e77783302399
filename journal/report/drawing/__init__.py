"""The drawing of the loop as SVG."""
