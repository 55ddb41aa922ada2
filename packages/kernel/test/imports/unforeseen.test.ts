import { FakeClock } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { kinds } from "../support/kinds.js";
import { startRig } from "../support/rig.js";

const [achievements] = kinds;
if (!achievements) throw new Error("no achievements");
const { decorate, start, success, finished, value } = achievements;

/** A clock that cannot wait for as long as an import does before it logs its faults. */
class BrokenClock extends FakeClock {
  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds === 10_000) throw new Error("No such timer");
    return super.sleep(milliseconds, signal);
  }
}

describe("an import in which something throws that never should", () => {
  const importer = async () => {
    const handle = async (id: string) => {
      if (id === "bad") throw new Error("bad");
      await new Promise(setImmediate);
      return value(id);
    };
    return await startRig(integration({ handle: [decorate(), handle] }), { clock: new BrokenClock() });
  };

  it("ends after all other items, is logged, and can be started again", async () => {
    const rig = await importer();
    await rig.request(start, { game_ids: ["bad", "0"] });
    expect(rig.take().slice(1)).toEqual([success("0"), finished]);
    expect(rig.log.messages("error")).toContainEqual(expect.stringContaining("Author.handle"));

    await rig.request(start, { game_ids: ["1"] });
    expect(rig.take().slice(1)).toEqual([success("1"), finished]);
  });

  it("does not keep those that wait for it from being run", async () => {
    const rig = await importer();
    const startOf = (...ids: string[]) => ({ jsonrpc: "2.0", id: ids[0], method: start, params: { game_ids: ids } });
    await rig.send(startOf("bad"), startOf("1"), startOf("bad", "2"));
    expect(rig.take().filter(({ method }) => method === finished["method"])).toHaveLength(3);

    await rig.request(start, { game_ids: ["3"] });
    expect(rig.take().slice(1)).toEqual([success("3"), finished]);
  });
});
