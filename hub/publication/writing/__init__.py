"""How rows are written: the lock, rows and tombstones, what failed, what has changed since."""
