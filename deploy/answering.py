"""Whether the web server of this machine answers and its database is right: code 0 if so, 1 if not.

What a container is asked. It asks /sante/ and leaves the worker aside: a worker waits for this program before
it starts, and work left from yesterday would then keep both from ever starting.
"""

from __future__ import annotations

import http.client
import json
import sys

PORT, PATIENCE = 8000, 4
ASKED = ("database", "migrations")


def is_answering(port: int) -> bool:
    """Return whether both parts are well; whatever keeps it from saying so is an illness."""
    connected = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connected.request("GET", "/sante/")
        told = json.loads(connected.getresponse().read())
        return all(told[part] == "well" for part in ASKED)
    except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError):
        return False
    finally:
        connected.close()


if __name__ == "__main__":
    sys.exit(not is_answering(int(sys.argv[1]) if len(sys.argv) > 1 else PORT))
