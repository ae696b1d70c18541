"""What a child process inherits: an unprivileged user, and death with its parent (Linux).

PostgreSQL refuses to run as root. It is given an ordinary user id and one capability that lets
it pass unreadable parent folders, so a project below /root (mode 0700) works too.
"""

import contextlib
import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Callable
from pathlib import Path

# <linux/prctl.h>, <linux/capability.h>
PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_CHILD_SUBREAPER = 36
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION_3 = 0x20080522
NOBODY = 65534

ON_LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def adopt_orphans() -> None:
    """Grandchildren whose parent died become our children, so that none gets away."""
    if ON_LINUX:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """This process receives the signal when the process that started it ends, however it ends."""
    if ON_LINUX:
        _libc.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)


def unprivileged_uid(folder: Path) -> int | None:
    """The user to run PostgreSQL as: None for ourselves, else (as root) the folder's owner.

    Where there is no such folder or owner yet, `nobody`. PostgreSQL wants a user with a name.
    """
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(FileNotFoundError, KeyError):
        if owner := pwd.getpwuid(folder.stat().st_uid).pw_uid:
            return owner
    return NOBODY


def prepare_child(orphan_signal: int, uid: int | None = None) -> Callable[[], None]:
    """A `preexec_fn`: become `uid` (if given), then ask to be signalled when the parent dies."""
    parent = os.getpid()

    def prepare() -> None:
        if uid is not None:
            _become(uid)
        # After the change of user: the kernel forgets the wish when credentials change.
        die_with_parent(orphan_signal)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _become(uid: int) -> None:
    if ON_LINUX:
        _libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    if ON_LINUX:
        # Containers usually withhold the first, weaker one; neither is needed in open folders.
        _keep_one_capability((CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE))


def _keep_one_capability(candidates: tuple[int, ...]) -> None:
    header = _CapabilityHeader(CAPABILITY_VERSION_3, 0)
    for capability in candidates:
        bit = 1 << capability
        sets = (_CapabilitySets * 2)(_CapabilitySets(bit, bit, bit), _CapabilitySets(0, 0, 0))
        if _libc.capset(ctypes.byref(header), sets) == 0:
            _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0)
            return
