"""Walls around a worker process, put up by the process itself: memory, core dumps, sockets, files.

Each wall is the operating system's: rlimits everywhere; on Linux a seccomp filter that refuses every new socket and
every new program, and Landlock rules that leave only the store readable. `confine` says which of them stand.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

# (AUDIT_ARCH, numbers of socket, socketpair, connect, execve, execveat, ptrace) of <asm/unistd.h>
_CALLS = {
    "x86_64": (0xC000003E, (41, 53, 42, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 117)),
}
_SET_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_IO_URING = 425  # io_uring_setup, the same number on every architecture: it opens sockets without the calls above
_ALLOW, _EPERM, _KILL = 0x7FFF0000, 0x00050001, 0x80000000


def confine(*, memory: int, readable: Iterable[str] = ()) -> list[str]:
    """Put up the walls and name those that stand: memory, stack, sockets, files. `memory` in bytes of private data.

    `readable` are the folders that may still be read; without any the files stay open to the process.
    """
    standing = []
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _lower(resource.RLIMIT_DATA, memory):
        standing.append("memory")
    if _lower(resource.RLIMIT_STACK, 64 * 2**20):  # deep, valid nesting ends as an answer; only absurd nesting dies
        standing.append("stack")
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            paths = list(readable)
            if paths and _only_these_files(libc, paths):
                standing.append("files")
            if _no_sockets(libc):
                standing.append("sockets")
    return standing


def _lower(what: int, value: int) -> bool:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(what, (value, hard))
    except (ValueError, OSError):
        return False
    return True


def _no_sockets(libc: ctypes.CDLL) -> bool:
    """Install a classic BPF program: another architecture dies, the calls above answer EPERM, the rest passes."""
    arch, numbers = _CALLS.get(platform.machine(), (0, ()))
    if not numbers:
        return False
    refused = [*numbers, _IO_URING]

    def step(code: int, yes: int, no: int, value: int) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    load, equal, at_least, ret = 0x20, 0x15, 0x35, 0x06
    program = [step(load, 0, 0, 4), step(equal, 1, 0, arch), step(ret, 0, 0, _KILL), step(load, 0, 0, 0)]
    program.append(step(at_least, len(refused) + 1, 0, 0x40000000))  # the x32 calls of x86_64
    program += [step(equal, len(refused) - i, 0, number) for i, number in enumerate(refused)]
    program += [step(ret, 0, 0, _ALLOW), step(ret, 0, 0, _EPERM)]
    code = ctypes.create_string_buffer(b"".join(program))
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    return bool(libc.prctl(_SET_SECCOMP, _FILTER_MODE, header, 0, 0) == 0)


def _only_these_files(libc: ctypes.CDLL, paths: list[str]) -> bool:
    """Landlock (Linux 5.13): no file may be opened any more but for reading below `paths`; no TCP from ABI 4 on."""
    create, add, restrict = 444, 445, 446
    version = libc.syscall(create, None, 0, 1)
    if version < 1:
        return False
    read = (1 << 2) | (1 << 3)  # read a file, list a folder
    files = (1 << (13 if version < 2 else 14 if version < 3 else 15)) - 1
    rules = struct.pack("QQ", files, 3) if version >= 4 else struct.pack("Q", files)
    ruleset = libc.syscall(create, rules, len(rules), 0)
    if ruleset < 0:
        return False
    try:
        for path in paths:
            if not Path(path).exists():
                continue
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                if libc.syscall(add, ruleset, 1, struct.pack("=Qi", read, folder), 0) != 0:
                    return False
            finally:
                os.close(folder)
        return bool(libc.syscall(restrict, ruleset, 0) == 0)
    finally:
        os.close(ruleset)
