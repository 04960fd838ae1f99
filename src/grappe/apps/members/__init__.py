"""The register of members: every state of any past day, each with the act that made it."""
