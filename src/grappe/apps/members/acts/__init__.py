"""What is done to the register: acts, and nothing else, change it."""
