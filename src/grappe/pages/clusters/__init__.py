"""What every page about a cluster says, at its desk as in those of the authority."""
