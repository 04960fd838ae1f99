"""Who is what to a cluster: its team, those who read its desk, the invitations that wait for an answer."""
