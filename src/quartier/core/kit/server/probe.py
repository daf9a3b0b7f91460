"""Ask a server over its socket whether it takes connections, without starting a program for it.

The first message of PostgreSQL's protocol is enough (Frontend/Backend Protocol 3.0, "Start-up"): an answer
`R` is a welcome, an error 57P03 says that it is starting, stopping or recovering, any other error comes from
a server that is up.
"""

import socket
import struct
from pathlib import Path

READY, STARTING, SILENT = "ready", "starting", "silent"


def ask(path: Path, seconds: float = 2.0) -> str:
    """READY, STARTING or SILENT (nobody listens)."""
    parameters = b"user\0postgres\0database\0postgres\0\0"
    message = struct.pack("!ii", len(parameters) + 8, 196608) + parameters
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(seconds)
            connection.connect(str(path))
            connection.sendall(message)
            answer = connection.recv(4096)
            if answer[:1] == b"R":
                connection.sendall(b"X\0\0\0\4")  # a polite end keeps the server's log quiet
    except TimeoutError:
        return STARTING
    except OSError:
        return SILENT
    if not answer:
        return SILENT
    return STARTING if answer[:1] == b"E" and b"C57P03\0" in answer else READY
