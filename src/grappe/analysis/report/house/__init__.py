"""The look of a client or of a cluster: its colours, its fonts, its logo, in one small file."""
