"""What differs between systems, and names in folders that survive a power cut."""
