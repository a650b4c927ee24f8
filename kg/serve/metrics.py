"""Counters of the service in the text format that Prometheus reads (exposition format 0.0.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass
class Metrics:
    """What has been counted since the service started; one event loop writes, no lock is needed."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    buckets: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    in_flight: int = 0

    def observe(self, route: str, status: int, seconds: float) -> None:
        """Count one finished request."""
        self.requests[route, status] += 1
        self.seconds[route] += seconds  # type: ignore[assignment]
        for place, bound in enumerate(BUCKETS):
            if seconds <= bound:
                self.buckets[route, place] += 1
                return
        self.buckets[route, len(BUCKETS)] += 1

    def text(self, gauges: Mapping[str, float], *, snapshot: str) -> str:
        """The page that /metrics shows."""
        lines = ["# HELP kg_requests_total Requests answered.", "# TYPE kg_requests_total counter"]
        lines += [f'kg_requests_total{{route="{r}",status="{s}"}} {n}' for (r, s), n in sorted(self.requests.items())]
        lines += ["# HELP kg_request_seconds Time to the end of the answer.", "# TYPE kg_request_seconds histogram"]
        for route in sorted({r for r, _ in self.buckets}):
            total = 0
            for place, bound in enumerate((*BUCKETS, None)):
                total += self.buckets[route, place]
                label = "+Inf" if bound is None else f"{bound:g}"
                lines.append(f'kg_request_seconds_bucket{{route="{route}",le="{label}"}} {total}')
            lines.append(f'kg_request_seconds_sum{{route="{route}"}} {float(self.seconds[route]):.6f}')
            lines.append(f'kg_request_seconds_count{{route="{route}"}} {total}')
        for name, value in {"in_flight_requests": self.in_flight, **gauges}.items():
            lines += [f"# TYPE kg_{name} gauge", f"kg_{name} {value:g}"]
        escaped = snapshot.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        lines += ["# TYPE kg_snapshot_info gauge", f'kg_snapshot_info{{id="{escaped}"}} 1']
        return "\n".join(lines) + "\n"
