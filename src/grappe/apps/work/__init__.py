"""Slow work: asked for here, done by a worker; taken up again where a worker was stopped in the middle."""
