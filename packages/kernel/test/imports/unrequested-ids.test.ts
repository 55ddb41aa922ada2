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

it("logs unrequested ids, because the keys of the Map may be wrong", async () => {
  const galaxy = await startTestPlugin(KeyedWrongly);
  expect((await galaxy.importAchievements(["1"])).values).toEqual(new Map([["1", []]]));
  expect(galaxy.log.messages("error")).toEqual([
    'KeyedWrongly.achievements (@Achievements({ batched: true })) returned a result for an id that was not requested, such as "wrong-key"',
  ]);
  await galaxy.close();
});
