"""The same two questions, written by hand for each engine: the yardsticks of the registry's own."""
