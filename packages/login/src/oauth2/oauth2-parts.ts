import { HttpClient } from "@galaxy-kit/http";
import { Clock, Secrets, Service } from "@galaxy-kit/sdk";
import { Background } from "@galaxy-kit/sdk/extend";
import { LocalPages } from "@galaxy-kit/settings/extend";

/** What the flows need of the framework. */
@Service()
export class OAuth2Parts {
  constructor(
    readonly pages: LocalPages,
    readonly http: HttpClient,
    readonly secrets: Secrets,
    readonly clock: Clock,
    readonly background: Background,
  ) {}
}
