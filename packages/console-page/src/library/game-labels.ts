import { type LicenseType, OSCompatibility } from "@galaxy-kit/protocol";

const licenseNames: Readonly<Record<LicenseType, string>> = {
  Unknown: "Unknown",
  SinglePurchase: "Purchased",
  FreeToPlay: "Free to play",
  OtherUserLicense: "Shared",
};

export function licenseName(type: LicenseType): string {
  return licenseNames[type];
}

/** Returns the names of the operating systems, or `undefined` if the integration has not reported them. */
export function operatingSystems(osCompatibility: OSCompatibility | null | undefined): string | undefined {
  if (osCompatibility == null) return osCompatibility === null ? "Unknown" : undefined;
  const named = [
    [OSCompatibility.Windows, "Windows"],
    [OSCompatibility.MacOS, "macOS"],
    [OSCompatibility.Linux, "Linux"],
  ] as const;
  const names = named.filter(([system]) => (osCompatibility & system) !== 0).map(([, name]) => name);
  return names.length === 0 ? "None" : names.join(", ");
}
