"""The cluster’s own pages at its desk: who it is, what it owes, how many it is."""
