"""What the register holds to, on plain values: no row, no request, no clock."""
