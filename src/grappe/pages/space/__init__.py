"""`/<cluster>/espace/`: the members' own pages, for who speaks for one and for the board."""
