import { Achievements, Authenticate, GalaxyPlugin, Platform } from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { expect, it } from "@jest/globals";

@GalaxyPlugin({ platform: Platform.Test })
class KeyedWrongly {
  @Authenticate()
  login() {
    return { userId: "me", userName: "Me" };
  }

  @Achievements({ batched: true })
  achievements() {
    return new Map([["wrong-key", []]]);
  }
}

it("logs unrequested ids, because the keys of the Map may be wrong, and fails the test of an author", async () => {
  const galaxy = await startTestPlugin(KeyedWrongly);
  const mistake =
    'KeyedWrongly.achievements (@Achievements({ batched: true })) returned a result for an id that was not requested, such as "wrong-key"';
  await expect(galaxy.importAchievements(["1"])).rejects.toThrow(mistake);
  expect(galaxy.log.messages("error")).toEqual([mistake]);
  await galaxy.close();
});
