import { Service } from "@galaxy-kit/sdk";
import { Persisted, Store } from "@galaxy-kit/state";
import { z } from "zod";

const Offer = z.object({ title: z.string(), price: z.number().optional(), tags: z.array(z.string()) });
type Offer = z.infer<typeof Offer>;

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}
const Tree: z.ZodType<Tree, Tree> = z.object({ name: z.string(), children: z.array(z.lazy(() => Tree)) });

@Service()
export class Right {
  constructor(
    @Persisted("offers", { schema: Offer, ttl: "7d", maxEntries: 5, where: "disk" }) readonly offers: Store<Offer>,
    @Persisted("trees", { schema: Tree, version: 2, migrate: { 1: (old) => old } }) readonly trees: Store<Tree>,
    @Persisted("defaults", { schema: z.object({ n: z.number().default(1) }) }) readonly defaults: Store<{ n: number }>,
    @Persisted("anything", { schema: z.unknown() }) readonly anything: Store<unknown>,
  ) {
    offers.set("a", { title: "Moth", tags: [] });
    // @ts-expect-error -- a value of another type
    offers.set("a", { title: 5 });
    // @ts-expect-error -- it may be undefined
    void offers.get("a").title;
  }
}

@Service()
export class Wrong {
  constructor(
    // @ts-expect-error -- the parameter's type is not that of the store
    @Persisted("a", { schema: Offer }) readonly other: Store<{ name: string }>,
    // @ts-expect-error -- not a store
    @Persisted("b", { schema: Offer }) readonly value: Offer,
    // @ts-expect-error -- JSON makes a string of a Date
    @Persisted("c", { schema: z.object({ at: z.date() }) }) readonly dates: Store<{ at: Date }>,
    // @ts-expect-error -- JSON makes {} of a Map
    @Persisted("d", { schema: z.map(z.string(), z.string()) }) readonly maps: Store<Map<string, string>>,
    // @ts-expect-error -- JSON cannot store a bigint
    @Persisted("e", { schema: z.object({ sizes: z.array(z.bigint()) }) }) readonly sizes: Store<{ sizes: bigint[] }>,
    // @ts-expect-error -- JSON makes null of undefined in a list
    @Persisted("f", { schema: z.array(z.string().optional()) }) readonly holes: Store<(string | undefined)[]>,
    // @ts-expect-error -- what it returns does not fit when it is read again
    @Persisted("g", { schema: z.string().transform((text) => text.length) }) readonly lengths: Store<number>,
    // @ts-expect-error -- a duration is a string with a unit
    @Persisted("h", { schema: Offer, ttl: 5 }) readonly ttl: Store<Offer>,
    // @ts-expect-error -- there are two places
    @Persisted("i", { schema: Offer, where: "cloud" }) readonly where: Store<Offer>,
    // @ts-expect-error -- not a schema
    @Persisted("j", { schema: {} }) readonly schema: Store<Offer>,
  ) {}
}

export class Properties {
  // @ts-expect-error -- only constructor parameters
  @Persisted("offers", { schema: Offer }) offers!: Store<Offer>;
}
