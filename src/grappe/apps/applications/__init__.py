"""An organisation asks to be a member: what it sends, what is judged, what the board decides."""
