"""`/<cluster>/adhesion/`: whoever wants to be a member applies, and follows their application."""
