"""What every page about members says and asks, at the desk as in the members' own space."""
