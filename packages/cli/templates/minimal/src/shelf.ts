import { Service } from "@galaxy-kit/sdk";

/** Provides the games. */
@Service()
export class Shelf {
  readonly titles = new Map([
    ["tide", "Tide of Embers"],
    ["moth", "Moth and Lamp"],
  ]);
}
