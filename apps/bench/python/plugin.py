"""The same integration for the Python API, with the same data as apps/bench-integration."""
import os
import sys

from galaxy.api.consts import LicenseType, OSCompatibility, Platform, PresenceState
from galaxy.api.plugin import Plugin, create_and_run_plugin
from galaxy.api.types import (
    Achievement, Authentication, Game, GameLibrarySettings, GameTime, LicenseInfo, UserPresence,
)

ACHIEVEMENTS = [
    Achievement(1600000000 + index, "achievement-%04d" % index, "The Name of Achievement %04d" % index)
    for index in range(20)
]

PRESENCE = UserPresence(PresenceState.Online, game_id="game-000001", in_game_status="In the menu")


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

    async def get_game_time(self, game_id, context):
        return GameTime(game_id, 90, 1600000000)

    async def get_game_library_settings(self, game_id, context):
        return GameLibrarySettings(game_id, ["Favorites"], False)

    async def get_os_compatibility(self, game_id, context):
        return OSCompatibility.Windows | OSCompatibility.Linux

    async def get_local_size(self, game_id, context):
        return 5000000000

    async def get_user_presence(self, user_id, context):
        return PRESENCE


def main():
    create_and_run_plugin(BenchPlugin, sys.argv)


if __name__ == "__main__":
    main()
