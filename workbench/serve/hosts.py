"""Addresses that only this machine reaches."""

from __future__ import annotations

LOOPBACK = ("127.0.0.1", "::1", "localhost")
