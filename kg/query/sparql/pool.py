"""The pool of worker processes behind a service: lives on one event loop, hands queries to processes and kills those.

Two lanes keep small queries quick beside heavy ones: what runs longer than `TRIAL` seconds is heavy, gives way
(nice), and at most `heavy` of those run at once; the next one is stopped and waits, to be run again from its start.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import KgError, LimitExceeded, StoreError
from kg.query.sparql.guard import Limits, precheck
from kg.query.sparql.process import Worker
from kg.query.sparql.workers import Answer, Query, answer_of, refused, start_failed, time_limit

TRIAL = 0.3  # seconds after which a query counts as heavy
HURRIED = 0.1  # the same while others wait
_STARTS = 3  # a worker that dies this often before it is ready has a reason that another start won't cure
_REMEMBERED = 256  # texts known to be heavy: they go to the heavy lane at once
_WAITING = 1024  # small queries that may wait
_NICE = 10
_SLOW = 0.15  # seconds after which an asker may have gone
_WORKED = 0.04  # CPU seconds that a job uses up, once it is suspected, to be heavy
_SWEEP = 0.05  # seconds between two looks at the clock


@dataclass(eq=False, slots=True)
class Job:
    """One query on its way; `worker` is set while it runs."""

    query: Query
    answer: asyncio.Future[Answer]
    arrived: float
    slow: Callable[[], None] | None
    heavy: bool = False
    worker: Worker | None = None
    began: float = 0.0
    used: float = -1.0  # the process's CPU seconds when the job came under suspicion


class Pool:
    """Worker processes for one event loop. `small` queries run at once, and beside them `heavy` long ones."""

    def __init__(
        self, limits: Limits, *, small: int = 2, heavy: int = 1, queue: int = 16, readable: tuple[str, ...] = ()
    ) -> None:
        self.limits = limits
        self.small, self.heavy, self.queue = small, heavy, queue
        self._readable = readable
        self._idle: list[Worker] = []
        self._starting: set[Worker] = set()
        self._jobs: dict[Worker, Job] = {}
        self._dying: list[Worker] = []
        self._waiting: deque[Job] = deque()
        self._long: deque[Job] = deque()
        self._known: OrderedDict[Query, None] = OrderedDict()
        self._sweeper: asyncio.TimerHandle | None = None
        self._failures = 0
        self._closed = False
        self.killed = 0  # for the metrics
        self.walls: tuple[str, ...] = ()  # what the operating system holds up around the processes

    def start(self) -> None:
        """Start the processes; inside the running loop."""
        self._loop = asyncio.get_running_loop()
        for _ in range(self.small + self.heavy):
            self._spawn()

    async def close(self) -> None:
        """Kill every process; what waits is told so."""
        self._closed = True
        for job in [*self._waiting, *self._long, *self._jobs.values()]:
            self._fail(job, StoreError("the service stops", code="stopping"))
        for worker in [*self._idle, *self._starting, *self._jobs]:
            self._discard(worker)
        for worker in self._dying:
            worker.process.wait()
            worker.reap()

    async def ask(self, query: Query, *, slow: Callable[[], None] | None = None) -> Answer:
        """The answer, whole. Raises QueryError, LimitExceeded or StoreError; a cancelled call kills its process.

        `slow` is called once the answer takes a while: time to watch whether the asker is still there.
        """
        precheck(query.text, self.limits)
        if self._closed:
            raise StoreError("the service stops", code="stopping")
        job = Job(query, self._loop.create_future(), self._loop.time(), slow, heavy=query in self._known)
        line, most = (self._long, self.queue) if job.heavy else (self._waiting, _WAITING)
        if len(line) >= most:
            raise _busy()
        line.append(job)
        self._pump()
        if self._sweeper is None:
            self._sweeper = self._loop.call_later(_SWEEP, self._sweep)
        try:
            return await job.answer
        finally:
            if job.worker is not None or not job.answer.done() or job.answer.cancelled():
                self._leave(job)

    @property
    def healthy(self) -> bool:
        """Whether processes start and the service isn't ending."""
        return self._failures < _STARTS and not self._closed

    @property
    def state(self) -> dict[str, int]:
        """Counts for /metrics: running, heavy, waiting, killed."""
        heavy = sum(job.heavy for job in self._jobs.values())
        return {
            "running": len(self._jobs),
            "heavy": heavy,
            "waiting": len(self._waiting) + len(self._long),
            "killed": self.killed,
            "idle_workers": len(self._idle),
            "starting_workers": len(self._starting),
        }

    def _pump(self) -> None:
        """Give waiting jobs to idle processes, each lane within its number."""
        heavy = sum(job.heavy for job in self._jobs.values())
        while self._idle and self._long and heavy < self.heavy:
            self._run(self._long.popleft())
            heavy += 1
        small = len(self._jobs) - heavy
        while self._idle and self._waiting and small < self.small:
            self._run(self._waiting.popleft())
            small += 1

    def _run(self, job: Job) -> None:
        worker = job.worker = self._idle.pop()
        job.began, job.used = self._loop.time(), -1.0
        self._jobs[worker] = job
        if job.heavy:
            _give_way(worker)
        try:
            worker.send(job.query.request(self.limits))
        except OSError:  # it died while it was idle: the job goes back to the front
            del self._jobs[worker]
            job.worker = None
            (self._long if job.heavy else self._waiting).appendleft(job)
            self._replace(worker)

    def _readable_now(self, worker: Worker) -> None:
        """Bytes from a process, or its end."""
        try:
            reply = worker.receive()
        except EOFError:
            self._died(worker)
            return
        if reply is None:
            return
        if worker in self._starting:
            self._starting.discard(worker)
            self._failures = 0
            worker.ready = True
            self.walls = tuple(reply.meta["walls"])
        else:
            job = self._jobs.pop(worker)
            job.worker = None
            if not job.answer.done():
                try:
                    job.answer.set_result(answer_of(reply, self._loop.time() - job.arrived))
                except KgError as error:
                    job.answer.set_exception(error)
            if job.heavy:  # its niceness stays with a process, and its memory too
                if self._loop.time() - job.began < HURRIED:
                    self._known.pop(job.query, None)  # it was only unlucky that time
                self._replace(worker)
                return
        self._idle.append(worker)
        self._pump()

    def _died(self, worker: Worker) -> None:
        job = self._jobs.pop(worker, None)
        if job is not None:
            job.worker = None
            self._fail(job, refused(*worker.why_dead()))
        elif worker in self._starting:
            self._failures += 1
            if self._failures >= _STARTS:
                error = start_failed(worker)
                for waiting in [*self._waiting, *self._long]:
                    self._fail(waiting, error)
                    self._leave(waiting)
        self._replace(worker)

    def _sweep(self) -> None:
        """Twenty times a second, while anything runs or waits: end what is past its deadline, move what is heavy."""
        now = self._loop.time()
        for job in [*self._jobs.values(), *self._waiting, *self._long]:
            if now - job.arrived >= self.limits.seconds:
                self._fail(job, time_limit(self.limits))
                self._leave(job)
                continue
            if job.slow is not None and now - job.arrived >= _SLOW:
                job.slow()
                job.slow = None
            if self._is_heavy(job, now):
                self._now_heavy(job)
        busy = self._jobs or self._waiting or self._long
        self._sweeper = self._loop.call_later(_SWEEP, self._sweep) if busy else None

    def _is_heavy(self, job: Job, now: float) -> bool:
        """Whether a running job is past its trial and really works: on a busy machine a small query may only wait."""
        if job.worker is None or job.heavy or now - job.began < (HURRIED if self._waiting else TRIAL):
            return False
        if job.used < 0.0:
            job.used = job.worker.cpu_seconds()
        return job.worker.cpu_seconds() - job.used >= _WORKED

    def _now_heavy(self, job: Job) -> None:
        """The job has run for `TRIAL` seconds: it is heavy, and goes on only if a heavy place is free."""
        running = sum(other.heavy for other in self._jobs.values())
        job.heavy = True
        self._known[job.query] = None
        self._known.move_to_end(job.query)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        assert job.worker is not None
        if running < self.heavy:
            _give_way(job.worker)
            self._pump()
            return
        worker, job.worker = job.worker, None
        self._jobs.pop(worker)
        if len(self._long) >= self.queue:
            self._fail(job, _busy())
        else:
            self._long.append(job)
        self._replace(worker)

    def _leave(self, job: Job) -> None:
        """The asker has its answer or is gone: whatever still works for it ends."""
        for line in (self._waiting, self._long):
            with contextlib.suppress(ValueError):
                line.remove(job)
        worker, job.worker = job.worker, None
        if worker is not None and self._jobs.pop(worker, None) is not None:
            self._replace(worker)

    @staticmethod
    def _fail(job: Job, error: KgError) -> None:
        if not job.answer.done():
            job.answer.set_exception(error)

    def _spawn(self) -> None:
        worker = Worker(memory=self.limits.memory, readable=self._readable)
        worker.socket.setblocking(False)
        self._starting.add(worker)
        self._loop.add_reader(worker, self._readable_now, worker)

    def _replace(self, worker: Worker) -> None:
        """Kill a process and start another, later when starting itself fails."""
        self._discard(worker)
        self._dying = [w for w in self._dying if not w.reap()]
        if not self._closed:
            pause = 0.0 if self._failures == 0 else min(0.1 * 2**self._failures, 5.0)
            self._loop.call_later(pause, self._respawn)

    def _respawn(self) -> None:
        if not self._closed:
            self._spawn()
            self._pump()

    def _discard(self, worker: Worker) -> None:
        self._loop.remove_reader(worker)
        self._starting.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        worker.kill()
        self.killed += 1
        self._dying.append(worker)


def _give_way(worker: Worker) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, worker.process.pid, _NICE)


def _busy() -> LimitExceeded:
    return LimitExceeded("too many queries at once", code="limit.queue", hint="try again in a moment")
