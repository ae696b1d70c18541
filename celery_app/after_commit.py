"""Wagtail's own tasks (reference index, the admin's search) run in the process, after the commit.

Inside the transaction two editors who save the same pages could lock each other out, and a failed
index would break the editor's transaction (seen: deadlock on `wagtailsearch_indexentry`).
"""

from typing import Any

from django.db import connection, transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id


class AfterCommit(ImmediateBackend):
    """Task backend: each distinct call once, as soon as the transaction is through."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult:
        """Run the task after the commit, at once where there is no transaction."""
        self.validate_task(task)
        # Models name tasks, and so this backend, while they are loaded.
        from hub.content.indexing import for_row

        task = for_row(task, *args)
        result: TaskResult = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        call = _Call(self, result)
        waiting: list[Any] = [entry[1] for entry in connection.run_on_commit]
        if not any(one == call and not one.is_done for one in waiting):
            transaction.on_commit(call)
        return result


class _Call:
    """A task that waits for the commit; equal to another of the same function and arguments."""

    def __init__(self, backend: AfterCommit, result: TaskResult) -> None:
        self.backend, self.result = backend, result
        self.is_done = False
        self.key = (result.task.module_path, repr(result.args), repr(result.kwargs))

    def __call__(self) -> None:
        """Run the task."""
        self.is_done = True
        self.backend._execute_task(self.result)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Call) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)
