"""What is compared, and whether a difference may be chance."""
