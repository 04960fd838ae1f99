"""Who looks at what: pages, and the addresses they have."""
