"""The same integration for the Python API, with the same data as apps/bench-integration."""
import os
import sys

from galaxy.api.consts import LicenseType, Platform
from galaxy.api.plugin import Plugin, create_and_run_plugin
from galaxy.api.types import Achievement, Authentication, Game, LicenseInfo

ACHIEVEMENTS = [
    Achievement(1600000000 + index, "achievement-%04d" % index, "The Name of Achievement %04d" % index)
    for index in range(20)
]


class BenchPlugin(Plugin):
    def __init__(self, reader, writer, token):
        super().__init__(Platform.Test, "0.1.0", reader, writer, token)
        count = int(os.environ.get("BENCH_OWNED_GAMES", "0"))
        ids = ("game-%06d" % index for index in range(count))
        self.owned = [Game(id, "The Title of " + id, [], LicenseInfo(LicenseType.SinglePurchase)) for id in ids]

    async def authenticate(self, stored_credentials=None):
        return Authentication("1", "Bench")

    async def get_owned_games(self):
        return self.owned

    async def get_unlocked_achievements(self, game_id, context):
        return ACHIEVEMENTS


def main():
    create_and_run_plugin(BenchPlugin, sys.argv)


if __name__ == "__main__":
    main()
