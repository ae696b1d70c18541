"""Command line: `python -m services demo|up|run`, see --help of each."""

import argparse
import sys
from pathlib import Path

from services import ServiceError, demo, descent, session
from services.home import Home
from services.report import say
from services.session import Wishes
from services.supervisor import StopRequested


def main() -> int:
    """Run the command; a failure to start services is one line and exit code 1."""
    options = _parser().parse_args()
    try:
        return _act(options)
    except ServiceError as error:
        say(f"Error: {error}")
        return 1
    except OSError as error:
        say(f"Error: {error.strerror or error}: {error.filename or options.home}")
        return 1
    except StopRequested as stop:
        return stop.exit_code


def _act(options: argparse.Namespace) -> int:
    if options.die_with_parent:
        descent.die_with_parent()
    home = Home(options.home)
    wishes = Wishes(options.fast, options.max_connections)
    match options.action:
        case "demo":
            return demo.run(home)
        case "up":
            return _up(home, wishes)
        case _ if options.apart:
            return session.run_apart(home, options.apart, options.command, wishes)
        case _ if options.join:
            return session.run_or_join(home, options.command, wishes)
        case _:
            return session.run(home, options.command, wishes)


def _up(home: Home, wishes: Wishes) -> int:
    with session.opened(home, "services up", wishes) as running:
        say(f'Ready. In another terminal: . "{home.path}/env.sh"    (Ctrl-C stops)')
        running.supervisor.watch()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    for name, text in (
        ("demo", "the whole hub with sample content until Ctrl-C"),
        ("up", "start PostgreSQL and Valkey and keep them until Ctrl-C"),
        ("run", "start them, run a command with DATABASE_URL and REDIS_URL set, stop them"),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("--home", type=Path, default=session.default_home())
        action.add_argument("--fast", action="store_true", help="unsafe against crashes, quick")
        action.add_argument("--max-connections", type=int, default=100)
        action.add_argument("--die-with-parent", action="store_true", help="stop when make ends")
        if name == "run":
            action.add_argument("--apart", metavar="NAME", help="in a throw-away folder of home")
            action.add_argument("--join", action="store_true", help="use a running demo's services")
            action.add_argument("command", nargs="+", help="after --")
    return parser


if __name__ == "__main__":
    sys.exit(main())
