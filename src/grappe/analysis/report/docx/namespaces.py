"""The names under which Word's own vocabulary goes."""

from __future__ import annotations

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = f"{OFFICE}/relationships"
DECLARED = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{DRAWING}/wordprocessingDrawing" '
    f'xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
"""What stands at the head of each part. `w14`: tabular figures, which older readers pass over."""
