"""The team's pages about members: the list, one page each, the acts, the register of a day."""
