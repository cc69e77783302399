"""The local machine: the home folder, permissions, settings, the editor and prompt files."""
