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

/** A fact about the wire. */
export interface Case {
  readonly name: string;
  readonly plugin: Class;
  /**
   * What is said, line by line and as it is on the wire: `>` the client, `<` the integration. A line of the client is sent
   * when everything above it has been said, and nothing is said that is not here.
   */
  readonly dialogue: string;
}

/** What every case's integration has. */
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

  /** Makes a call visible that nothing is answered to. */
  tell(what: string, ...details: string[]): void {
    this.galaxy.notify("called", { [what]: details });
  }
}

interface Method {
  readonly decorator: unknown;
  readonly handler: AnyHandler;
}

/** A method of an integration: its decorator and what it does. */
export function method<Handler extends AnyHandler>(
  decorator: HandlerDecorator<Handler> | ImportDecorator<Handler>,
  handler: (this: Base, ...args: Parameters<Handler>) => ReturnType<Handler>,
): Method {
  return { decorator, handler };
}

/** The same for values of any form: what an author writes in plain JavaScript. */
export function untyped(decorator: unknown, handler: (this: Base, ...args: never[]) => unknown): Method {
  return { decorator, handler };
}

/** An integration with these methods, as if they were written in its class. */
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

/** Throws when a handler was called with something else. */
export function expectCall(actual: readonly unknown[], expected: readonly unknown[]): void {
  const [found, wanted] = [actual, expected].map((list) => JSON.stringify(list));
  if (found !== wanted) throw new Error(`called with ${String(found)}, not ${String(wanted)}`);
}

/** What is on the wire for an error, whose name goes with it. */
export function errorJson(code: number, message: string, name: string): string {
  return JSON.stringify({ code, message, data: { internal_type: name } });
}
