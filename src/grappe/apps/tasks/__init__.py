"""What a cluster's team has to do: said, given to somebody, done."""
