import {
  type AnyHandler,
  Authenticate,
  type Class,
  GalaxyClient,
  GalaxyPlugin,
  type HandlerDecorator,
  type ImportDecorator,
  PersistentCache,
  Platform,
  Service,
} from "@galaxy-kit/sdk";

/** A fact about the wire protocol. */
export interface Case {
  readonly name: string;
  readonly plugin: Class;
  /**
   * The messages in wire format, one per line: `>` from the client, `<` from the integration. A client's line is sent once
   * all lines above it have been exchanged. Any other message fails the case.
   */
  readonly dialogue: string;
}

/** The base class of every case's integration. */
@Service()
export class Base {
  constructor(
    readonly galaxy: GalaxyClient,
    readonly cache: PersistentCache,
  ) {}

  @Authenticate()
  login() {
    return { userId: "132", userName: "Zenek" };
  }

  /** Sends a notification, so that a call without a response is visible. */
  report(what: string, ...details: string[]): void {
    this.galaxy.notify("called", { [what]: details });
  }
}

interface Method {
  readonly decorator: unknown;
  readonly handler: AnyHandler;
}

/** Returns a method of an integration: its decorator and its implementation. */
export function method<Handler extends AnyHandler>(
  decorator: HandlerDecorator<Handler> | ImportDecorator<Handler>,
  handler: (this: Base, ...args: Parameters<Handler>) => ReturnType<Handler>,
): Method {
  return { decorator, handler };
}

/** Same as `method`, for values of any type, as in plain JavaScript. */
export function untyped(decorator: unknown, handler: (this: Base, ...args: never[]) => unknown): Method {
  return { decorator, handler };
}

/** Returns an integration with these methods, as if written in its class. */
export function integration(...methods: readonly Method[]): Class {
  class Integration extends Base {}
  methods.forEach(({ decorator, handler }, index) => {
    const name = `method${index}`;
    Object.defineProperty(Integration.prototype, name, { value: handler, configurable: true });
    const descriptor = Object.getOwnPropertyDescriptor(
      Integration.prototype,
      name,
    ) as TypedPropertyDescriptor<AnyHandler>;
    (decorator as HandlerDecorator<AnyHandler>)(Integration.prototype, name, descriptor);
  });
  GalaxyPlugin({ platform: Platform.Generic })(Integration);
  return Integration;
}

/** Throws if a handler was called with other arguments. */
export function expectCall(actual: readonly unknown[], expected: readonly unknown[]): void {
  const [found, wanted] = [actual, expected].map((list) => JSON.stringify(list));
  if (found !== wanted) throw new Error(`called with ${String(found)}, not ${String(wanted)}`);
}

/** Returns an error in wire format, which includes its name. */
export function errorJson(code: number, message: string, name: string): string {
  return JSON.stringify({ code, message, data: { internal_type: name } });
}
