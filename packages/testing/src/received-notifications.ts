import { type Codec, type NotificationCall, pluginNotifications } from "@galaxy-kit/protocol";
import type { WireNotification } from "./wire-client.js";

type PluginNotifications = typeof pluginNotifications;

/** The name of a notification that an integration can send, such as `gameTimeUpdated`. */
export type NotificationName = keyof PluginNotifications;

/** The parameters of a notification, as models of the SDK. */
export type NotificationParams<Name extends NotificationName> =
  PluginNotifications[Name] extends NotificationCall<infer Params> ? Params : never;

/** How long `next()` waits, in real time. */
const TIMEOUT_MS = 2000;

/** The notifications that an integration has sent. */
export class ReceivedNotifications {
  /** Oldest first, as sent on the wire. */
  readonly all: WireNotification[] = [];
  /** How many notifications of each kind `next()` has returned. */
  readonly #returned = new Map<NotificationName, number>();
  readonly #listeners = new Set<(notification: WireNotification) => void>();

  add(notification: WireNotification): void {
    this.all.push(notification);
    for (const listener of [...this.#listeners]) listener(notification);
  }

  /** Calls the listener for each notification from now on. Returns a function that ends this. */
  listen(listener: (notification: WireNotification) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Returns the parameters of all notifications of one kind, oldest first. */
  of<Name extends NotificationName>(name: Name): NotificationParams<Name>[] {
    return this.#messages(name).map((message) => paramsOf(name, message));
  }

  /** Resolves to the parameters of the oldest notification of one kind that this method has not returned yet. */
  async next<Name extends NotificationName>(name: Name): Promise<NotificationParams<Name>> {
    return paramsOf(name, this.#take(name) ?? (await this.#arrival(name)));
  }

  /** Returns the oldest of one kind that was not returned yet, if there is one. */
  #take(name: NotificationName): WireNotification | undefined {
    const position = this.#returned.get(name) ?? 0;
    const message = this.#messages(name)[position];
    if (message) this.#returned.set(name, position + 1);
    return message;
  }

  #messages(name: NotificationName): readonly WireNotification[] {
    const { method } = pluginNotifications[name];
    return this.all.filter((one) => one.method === method);
  }

  #arrival(name: NotificationName): Promise<WireNotification> {
    return new Promise((resolve, reject) => {
      const stop = this.listen(() => {
        const found = this.#take(name);
        if (!found) return;
        clearTimeout(timer);
        stop();
        resolve(found);
      });
      const timer = setTimeout(() => {
        stop();
        const received = this.all.map(({ method }) => method).join(", ") || "nothing";
        const { method } = pluginNotifications[name];
        reject(new Error(`No ${method} was received within ${TIMEOUT_MS} ms. Received so far: ${received}.`));
      }, TIMEOUT_MS);
    });
  }
}

function paramsOf<Name extends NotificationName>(name: Name, { params }: WireNotification): NotificationParams<Name> {
  return (pluginNotifications[name].params as Codec<unknown>).decode(params) as NotificationParams<Name>;
}
