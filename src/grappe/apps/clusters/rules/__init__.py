"""What follows from what is known of a cluster: plain values in, plain values out."""
