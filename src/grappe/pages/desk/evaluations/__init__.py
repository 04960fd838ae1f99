"""The evaluations of a cluster at the desk: asked for, followed, read, compared."""
