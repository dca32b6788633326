"""A small HTTP/1.1 load: many connections, each asking again once it is answered."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

Requests = Iterator[bytes]


@dataclass
class Tally:
    """What came of a load: each answer's duration in seconds, and the statuses."""

    durations: list[float] = field(default_factory=list)
    statuses: set[bytes] = field(default_factory=set)
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.durations) / self.elapsed

    @property
    def p99(self) -> float:
        """The duration in milliseconds that 99 of 100 answers keep within."""
        return sorted(self.durations)[int(len(self.durations) * 0.99)] * 1000


class _Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, requests: Requests, tally: Tally) -> None:
        self.requests, self.tally = requests, tally
        self.buffer = b""
        self.missing = -1
        self.sent = 0.0
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        assert self.transport is not None
        self.sent = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        if self.missing < 0:
            self.buffer += data
            head, separator, rest = self.buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            self.tally.statuses.add(head[9:12])
            self.missing = _length(head) - len(rest)
        else:
            self.missing -= len(data)
        if self.missing <= 0:
            self.tally.durations.append(time.perf_counter() - self.sent)
            self.buffer, self.missing = b"", -1
            self.ask()


def _length(head: bytes) -> int:
    lowered = head.lower()
    place = lowered.find(b"content-length:")
    if place < 0:
        return 0
    return int(lowered[place + 15 :].split(b"\r\n", 1)[0])


def make_request(path: str, **headers: str) -> bytes:
    """Write a request as a browser would send it."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: br"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


async def _run(
    port: int, requests: Requests, seconds: float, connections: int
) -> Tally:
    tally, loop = Tally(), asyncio.get_running_loop()
    opened = [
        await loop.create_connection(
            lambda: _Client(requests, tally), "127.0.0.1", port
        )
        for _ in range(connections)
    ]
    begun = time.perf_counter()
    await asyncio.sleep(seconds)
    tally.elapsed = time.perf_counter() - begun
    for transport, _ in opened:
        transport.close()
    return tally


def run(
    port: int, requests: Requests, *, seconds: float, connections: int = 8
) -> Tally:
    """Load a server on this machine for some seconds."""
    return asyncio.run(_run(port, requests, seconds, connections))
