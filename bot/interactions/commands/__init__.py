"""One module a command family; each handler reads its options and asks the front."""

from bot.interactions.commands import glossary, prepare, service, setup, support, therapies
from bot.interactions.front import Front
from bot.interactions.tree import Tree


def register(tree: Tree, front: Front) -> None:
    """Put every command on the tree."""
    therapies.register(tree, front)
    glossary.register(tree, front)
    prepare.register(tree, front)
    support.register(tree, front)
    service.register(tree, front)
    setup.register(tree, front)
