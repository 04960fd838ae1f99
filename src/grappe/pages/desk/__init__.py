"""The frame of the team's desk: who comes in, the menu, the look, and how other rooms add their pages."""
