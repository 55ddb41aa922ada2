import { Service } from "@galaxy-kit/sdk";

/** Where the games come from. */
@Service()
export class Shelf {
  readonly titles = new Map([
    ["tide", "Tide of Embers"],
    ["moth", "Moth and Lamp"],
  ]);
}
