import type { Awaitable } from "../awaitable.js";
import type { InjectionKey } from "../injection-key.js";
import type { SourceCall } from "../metadata/records.js";
import type { Snapshot } from "../sources/snapshot.js";
import type { ElementAdapter, SourceAdapter, SourceOptions, SourceRun } from "../sources/source.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/** A source whose method returns something other than the client's model. */
export interface SourceDefinition<Raw, Item> {
  /** As the author writes it, for messages: `@InstalledGames()`. */
  readonly decorator: string;
  readonly call: SourceCall;
  readonly options: SourceOptions;
  /** Turns what the method returns into items; without it, it returns items. */
  readonly adapter?: InjectionKey<SourceAdapter<Raw, Item> | ElementAdapter<Raw, Item>> | undefined;
}

/** A method that returns what an adapter turns into items. */
export type RawSourceHandler<Raw, Item> = (run: SourceRun<Item>) => Awaitable<Snapshot<Raw>>;

/** Makes a decorator whose method is a source. */
export function sourceDecorator<Raw, Item>({
  decorator,
  call,
  options,
  adapter,
}: SourceDefinition<Raw, Item>): HandlerDecorator<RawSourceHandler<Raw, Item>> {
  const { after } = options;
  return handlerDecorator(decorator, { role: "handler", call, after, source: { options, adapter } });
}
