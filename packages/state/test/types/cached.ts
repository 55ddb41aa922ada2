import { Cached, cacheOf } from "@galaxy-kit/state";
import { z } from "zod";

interface Query {
  readonly text: string;
  readonly page?: number;
}

export class Right {
  @Cached({ ttl: "10m", stale: "1h", maxEntries: 5, failures: "5s" })
  async byId(id: string, signal?: AbortSignal): Promise<string> {
    return `${id} ${signal?.aborted}`;
  }

  @Cached({ ttl: "10m" })
  async byQuery(query: Query, signal: AbortSignal): Promise<string> {
    return `${query.text} ${signal.aborted}`;
  }

  @Cached({ ttl: "10m" })
  async none(): Promise<number> {
    return 1;
  }

  @Cached({ ttl: "10m", key: (date: Date) => date.getTime() })
  async byDate(date: Date, signal?: AbortSignal): Promise<string> {
    return `${date} ${signal?.aborted}`;
  }

  @Cached({ ttl: "10m", key: (id) => id })
  async untyped(id: string): Promise<string> {
    return id;
  }
}

const Offer = z.object({ title: z.string() });

export class OnDisk {
  readonly language = "en";

  @Cached({
    revision: (game: { changed: string }) => game.changed,
    key: (game) => game.id,
    onDisk: { name: "a", schema: Offer },
  })
  async offer(game: { id: string; changed: string }, signal: AbortSignal): Promise<z.infer<typeof Offer>> {
    return { title: `${game.id} ${signal.aborted}` };
  }

  @Cached({
    ttl: "10m",
    key(this: OnDisk, id: string) {
      return `${this.language} ${id}`;
    },
  })
  async byState(id: string): Promise<string> {
    return id;
  }

  // @ts-expect-error -- the schema describes something else
  @Cached({ ttl: "10m", onDisk: { name: "b", schema: Offer } })
  async unlikeSchema(): Promise<string> {
    return "";
  }

  // @ts-expect-error -- a Date becomes a string as JSON
  @Cached({ ttl: "10m", onDisk: { name: "c", schema: z.date() } })
  async notJson(): Promise<Date> {
    return new Date();
  }

  // @ts-expect-error -- the function of the revision takes another argument
  @Cached({ revision: (id: number) => id })
  async wrongRevision(id: string): Promise<string> {
    return id;
  }
}

cacheOf(new Right(), "byId").delete("a");
// @ts-expect-error -- not the argument of the method
cacheOf(new Right(), "byId").delete(5);
// @ts-expect-error -- no such method
cacheOf(new Right(), "other").clear();

export class Wrong {
  // @ts-expect-error -- not asynchronous
  @Cached({ ttl: "10m" })
  sync(id: string): string {
    return id;
  }

  // @ts-expect-error -- a function has no key as JSON
  @Cached({ ttl: "10m" })
  async byFunction(find: () => string): Promise<string> {
    return find();
  }

  // @ts-expect-error -- a Date becomes a string as JSON, so it needs a key
  @Cached({ ttl: "10m" })
  async byDate(date: Date): Promise<string> {
    return String(date);
  }

  // @ts-expect-error -- the key function takes another argument
  @Cached({ ttl: "10m", key: (id: number) => id })
  async wrongKey(id: string): Promise<string> {
    return id;
  }

  // @ts-expect-error -- it needs a time to live or a revision
  @Cached({ stale: "1h" })
  async noTtl(): Promise<number> {
    return 1;
  }

  // @ts-expect-error -- not on a static method
  @Cached({ ttl: "10m" })
  static async ofClass(): Promise<number> {
    return 1;
  }
}
