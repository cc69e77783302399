"""What the tests of all rooms share: a terminal, a home, a person, the command run in process."""
