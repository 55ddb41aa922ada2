import {
  Authenticate,
  type Authentication,
  type Cookie,
  type Credentials,
  type LoginCredentials,
  type LoginResult,
  type NextStep,
  PassLoginCredentials,
} from "../src/index.js";
import { identity, loginPage, type ShopIdentity, shopIdentity, type Without } from "./models.js";

interface Session {
  readonly token: string;
}

declare const namelessUser: Without<Authentication, "userName">;
declare const endlessPage: Without<NextStep, "authParams">;

export class RightAuthenticate {
  @Authenticate()
  sync(): Authentication {
    return identity;
  }

  @Authenticate()
  async asynchronous(stored: Credentials | undefined): Promise<LoginResult> {
    return stored ? identity : loginPage;
  }

  @Authenticate()
  async inferred(stored?: Credentials) {
    return stored ? identity : loginPage;
  }

  @Authenticate()
  async subtype(): Promise<ShopIdentity> {
    return shopIdentity;
  }

  @Authenticate()
  async withSignal(_stored: Credentials | undefined, signal: AbortSignal) {
    signal.throwIfAborted();
    return identity;
  }

  @Authenticate<Session>()
  typed(stored?: Session) {
    return stored?.token === "" ? loginPage : identity;
  }

  @Authenticate<{ token: string; expires?: number }>()
  typedInline(stored: { token: string; expires?: number } | undefined) {
    return stored ? identity : loginPage;
  }

  @Authenticate()
  protected async hidden() {
    return identity;
  }

  @Authenticate()
  private async secret() {
    return loginPage;
  }

  uses() {
    return this.secret();
  }
}

export class WrongAuthenticate {
  // missing field
  // @ts-expect-error userName is missing
  @Authenticate()
  missingField() {
    return namelessUser;
  }

  // missing field of the other result
  // @ts-expect-error authParams is missing
  @Authenticate()
  async missingPage() {
    return endlessPage;
  }

  // wrong field type
  // @ts-expect-error userId is a number
  @Authenticate()
  async numericId() {
    return { userId: 7, userName: "Ann" };
  }

  // Promise of the wrong thing
  // @ts-expect-error a Promise of a list
  @Authenticate()
  async list() {
    return [identity];
  }

  // nothing returned
  // @ts-expect-error nothing is no Authentication
  @Authenticate()
  async nothing() {}

  // may return nothing
  // @ts-expect-error undefined is no Authentication
  @Authenticate()
  async sometimes(stored?: Credentials) {
    return stored ? identity : undefined;
  }

  // forgets that nothing may be stored yet
  // @ts-expect-error at the first login there are no stored credentials
  @Authenticate<Session>()
  unchecked(stored: Session) {
    return stored.token === "" ? loginPage : identity;
  }

  // a form of what is stored that was not declared
  // @ts-expect-error write @Authenticate<Session>()
  @Authenticate()
  undeclared(stored?: Session) {
    return stored ? identity : loginPage;
  }

  // another form than declared
  // @ts-expect-error token is a string
  @Authenticate<Session>()
  otherForm(stored?: { token: number }) {
    return stored ? identity : loginPage;
  }

  // @ts-expect-error what is stored is an object
  @Authenticate<string>()
  storedText() {
    return identity;
  }

  // extra parameter
  // @ts-expect-error there is no third argument
  @Authenticate()
  extra(_stored: Credentials | undefined, _signal: AbortSignal, _more: string) {
    return identity;
  }

  // signal first
  // @ts-expect-error the signal comes second
  @Authenticate()
  signalFirst(_signal: AbortSignal) {
    return identity;
  }

  // options
  // @ts-expect-error there are none
  @Authenticate({ after: "handshake" })
  options() {
    return identity;
  }

  // forgotten call
  // @ts-expect-error write @Authenticate()
  @Authenticate
  uncalled() {
    return identity;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Authenticate()
  arrow = async () => identity;

  // static method
  // @ts-expect-error goes on a method of instances
  @Authenticate()
  static onClass() {
    return identity;
  }

  // getter
  // @ts-expect-error goes on a method
  @Authenticate()
  get current() {
    return identity;
  }
}

export class RightPassLoginCredentials {
  @PassLoginCredentials()
  async all(step: string, { endUri }: LoginCredentials, cookies: Cookie[], signal: AbortSignal) {
    signal.throwIfAborted();
    return step === "" && cookies.length > 0 && endUri !== "" ? identity : loginPage;
  }

  @PassLoginCredentials()
  async readonlyCookies(
    _step: string,
    _credentials: LoginCredentials,
    cookies: readonly Cookie[],
  ): Promise<LoginResult> {
    return cookies.length > 0 ? identity : loginPage;
  }

  @PassLoginCredentials()
  ownForm(_step: string, credentials: { endUri: string }, _cookies: { name: string; value: string }[]) {
    return credentials.endUri === "" ? loginPage : identity;
  }

  @PassLoginCredentials()
  nothingNeeded() {
    return shopIdentity;
  }

  @PassLoginCredentials()
  protected async hidden(_step: string) {
    return identity;
  }
}

export class WrongPassLoginCredentials {
  // credentials first
  // @ts-expect-error the step comes first
  @PassLoginCredentials()
  async noStep(credentials: LoginCredentials) {
    return credentials.endUri === "" ? loginPage : identity;
  }

  // the wire's name
  // @ts-expect-error it is endUri here
  @PassLoginCredentials()
  async wireName(_step: string, credentials: { end_uri: string }) {
    return credentials.end_uri === "" ? loginPage : identity;
  }

  // cookies as a Map
  // @ts-expect-error cookies are a list
  @PassLoginCredentials()
  async map(_step: string, _credentials: LoginCredentials, cookies: Map<string, string>) {
    return cookies.size > 0 ? identity : loginPage;
  }

  // signal in the place of the cookies
  // @ts-expect-error the signal comes fourth
  @PassLoginCredentials()
  async signalThird(_step: string, _credentials: LoginCredentials, _signal: AbortSignal) {
    return identity;
  }

  // extra parameter
  // @ts-expect-error there is no fifth argument
  @PassLoginCredentials()
  async extra(_step: string, _credentials: LoginCredentials, _cookies: Cookie[], _signal: AbortSignal, _more: number) {
    return identity;
  }

  // missing field
  // @ts-expect-error userName is missing
  @PassLoginCredentials()
  async missingField() {
    return namelessUser;
  }

  // wrong kind of step
  // @ts-expect-error the only kind is "web_session"
  @PassLoginCredentials()
  async otherStep() {
    return { ...loginPage, nextStep: "native" as const };
  }

  // forgotten call
  // @ts-expect-error write @PassLoginCredentials()
  @PassLoginCredentials
  async uncalled() {
    return identity;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @PassLoginCredentials()
  arrow = () => identity;

  // static method
  // @ts-expect-error goes on a method of instances
  @PassLoginCredentials()
  static onClass() {
    return identity;
  }

  // getter
  // @ts-expect-error goes on a method
  @PassLoginCredentials()
  get current() {
    return identity;
  }
}
