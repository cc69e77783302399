"""A disk of its own in a file, and what is on it when the power goes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

NEVER = 3600
"""Seconds after which the system would write by itself what nobody waits for."""

_numbers = count()


@dataclass
class Disk:
    """
    An ext4 in a file, in use.

    Attributes:
        image: The file: what is on the disk. What nobody waited for is not in it.
        place: Where it is mounted.
    """

    image: Path
    place: Path

    def cut(self) -> bytes:
        """What is on the disk at one moment: what a cut of the power would leave."""
        found = self.image.read_bytes()
        while found != (again := self.image.read_bytes()):
            found = again
        return found


@contextmanager
def mounted(image: Path) -> Iterator[Path]:
    """A disk, for as long as it is needed; what it had begun to write is put right, as always."""
    place = image.with_suffix(".mounted")
    place.mkdir(exist_ok=True)
    how = f"loop,commit={NEVER}"
    done = subprocess.run(
        ["mount", "-o", how, str(image), str(place)], capture_output=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("no disk can be made of a file here: run as root, with loop devices")
    try:
        yield place
    finally:
        # Lets go of the loop device, too.
        if subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def new_disk(folder: Path) -> Iterator[Disk]:
    """An empty disk of six megabytes."""
    image = folder / "disk.img"
    image.write_bytes(b"")
    try:
        subprocess.run(["truncate", "--size=6M", str(image)], check=True)
        subprocess.run(
            ["mkfs.ext4", "-q", "-b", "1024", "-m", "0", "-J", "size=1", str(image)], check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be made of a file here: mkfs.ext4 is missing")
    with mounted(image) as place:
        yield Disk(image, place)


@contextmanager
def after_the_cut(found: bytes, folder: Path) -> Iterator[Path]:
    """What is there when the power is back."""
    # A file of its own each time: the system keeps what it has read of one for a while.
    image = folder / f"back-{next(_numbers)}.img"
    image.write_bytes(found)
    try:
        with mounted(image) as place:
            yield place
    finally:
        image.unlink()
