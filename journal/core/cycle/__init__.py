"""The pursue–withdraw cycle in one entry: leans and patterns, and their sentences."""
