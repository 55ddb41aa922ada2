import { TrackGameTime } from "@galaxy-kit/local";
import { GalaxyPlugin, NoLogin, Platform, Service } from "@galaxy-kit/sdk";

@TrackGameTime()
@NoLogin()
@GalaxyPlugin({ platform: Platform.Test })
export class OnPlugin {}

@TrackGameTime({ merge: "since" })
@Service()
export class OnService {}

// @ts-expect-error -- figures are never added up
@TrackGameTime({ merge: "sum" })
@Service()
export class Added {}

export class OnMethod {
  // @ts-expect-error -- it goes on a class
  @TrackGameTime()
  method(): void {}
}
