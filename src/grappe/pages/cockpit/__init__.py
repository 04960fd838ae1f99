"""`/autorite/`: the recognised clusters, as the authority that recognises them may read them."""
