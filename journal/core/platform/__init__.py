"""The differences between operating systems, and file operations that survive a power cut."""
