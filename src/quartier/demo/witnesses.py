"""The town's three witnesses: other organisations, each with a process, a folder and a key of its own.

Any two of them must have countersigned a head before the ledger publishes it.
"""

import socket
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quartier.core.ledger import keys, trust
from quartier.core.ledger.site import Site
from quartier.outside.witness import program
from quartier.science.merkle.keys import parse_vkey
from quartier.surface.cli.offspring import Companion

NAMES = ("ombudsman", "bar", "university")
NEEDED = 2
FIRST_PORT, STRETCHES, STRETCH = 18181, 200, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where one witness lives; `name` is its name in the policy."""

    name: str
    folder: Path
    port: int

    @property
    def state(self) -> Path:
        return self.folder / "witness.sqlite"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def vkey(self) -> str:
        """The public key; made with its folder at the first call."""
        return program.vkey(program.Setting(state=self.state, name=f"{self.name}.example/witness"))

    def arguments(self, log: str) -> list[str]:
        """What the program is told; `log` is the ledger's public key."""
        listen = f"127.0.0.1:{self.port}"
        return ["run", "--state", str(self.state), "--listen", listen, "--log", log]


def seats(folder: Path, ports: Sequence[int]) -> list[Seat]:
    """The three seats below a folder."""
    return [Seat(name=name, folder=folder / name, port=port) for name, port in zip(NAMES, ports, strict=True)]


def settle(data: Path, site: Site) -> list[Seat]:
    """Seats, keys and policy of the town whose data folder this is; ports stay as long as nobody else took them."""
    keys.make(site)
    folder = data / "demo" / "witnesses"
    noted = folder / "ports"
    before = [int(port) for port in noted.read_text(encoding="ascii").split()] if noted.exists() else []
    ports = before if before and all(map(is_free, before)) else free_ports(first_port(data))
    seated = seats(folder, ports)
    text = policy(seated, keys.read(site))
    if not site.policy.exists() or site.policy.read_text(encoding="utf-8") != text:
        trust.write(site, text)
    noted.write_text(" ".join(map(str, ports)) + "\n", encoding="ascii")
    return seated


def policy(seats: Sequence[Seat], own: keys.Keys) -> str:
    """The terms of trust: any two of the three."""
    witnesses = [
        trust.Witness(name=seat.name, key=parse_vkey(seat.vkey()), url=seat.address) for seat in seats
    ]
    return trust.policy_text(own, witnesses=witnesses, quorum=NEEDED)


def companions(seats: Sequence[Seat], *, log: str, ahead: Path) -> list[Companion]:
    """The processes, not started yet; `ahead` is the file of the town's clock."""
    module = "quartier.demo.witnessing"
    return [Companion([str(ahead), *seat.arguments(log)], module=module) for seat in seats]


def first_port(data: Path) -> int:
    """Where this folder's town looks first: towns that begin at the same moment do not ask for the same ports."""
    return FIRST_PORT + zlib.crc32(str(data.resolve()).encode()) % STRETCHES * STRETCH


def free_ports(first: int = FIRST_PORT) -> list[int]:
    """As many neighbouring ports as there are witnesses, from `first` on, on which nobody listens."""
    found: list[int] = []
    port = first
    while len(found) < len(NAMES):
        if is_free(port):
            found.append(port)
        port += 1
    return found


def is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
