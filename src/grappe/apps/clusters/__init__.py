"""Clusters: several live in one installation, and none sees what is another's."""
