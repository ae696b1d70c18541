"""Command line: `python -m services up|run|manage|demo`, see --help of each."""

import argparse
import os
import sys
from pathlib import Path

from services import ServiceError, session
from services.home import Home
from services.report import say
from services.session import Wishes
from services.supervisor import StopRequested


def main() -> int:
    """Run the command; a failure to start services is one line and exit code 1."""
    options = _parser().parse_args()
    home = Home(options.home)
    wishes = Wishes(options.fast, options.fresh, options.max_connections)
    try:
        match options.action:
            case "up":
                return _up(home, wishes)
            case "run":
                return session.run(home, options.command, wishes)
            case "manage":
                manage = str(Path(__file__).parent.parent / "manage.py")
                return session.run_or_join(home, [sys.executable, manage, *options.command], wishes)
    except ServiceError as error:
        say(f"Error: {error}")
        return 1
    except StopRequested as stop:
        return stop.exit_code
    return 2


def _up(home: Home, wishes: Wishes) -> int:
    with session.opened(home, "services up", wishes) as running:
        say(f'Ready. In another terminal: . "{home.path}/env.sh"    (Ctrl-C stops)')
        running.supervisor.watch()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    for name, text in (
        ("up", "start PostgreSQL and Valkey and keep them until Ctrl-C"),
        ("run", "start them, run a command with DATABASE_URL and REDIS_URL set, stop them"),
        ("manage", "a management command, with the services of a running demo or its own"),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("--home", type=Path, default=session.default_home())
        action.add_argument("--fast", action="store_true", help="unsafe against crashes, quick")
        action.add_argument("--fresh", action="store_true", help="empty before and after")
        action.add_argument("--max-connections", type=int, default=100)
        if name != "up":
            action.add_argument("command", nargs="+", help="after --")
    return parser


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
