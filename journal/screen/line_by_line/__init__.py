"""The questions line by line, without cursor movement or colour."""
