"""What follows from what is given: plain values in, plain values out."""
