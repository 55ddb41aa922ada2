import { readFileStore, type StoredRecord } from "@galaxy-kit/simulator";

/** Returns a copy of the stored login and cache of an integration, which may be in use. Reports problems with the stored data. */
export async function storedLogin(
  storeName: string,
  report: (problem: string) => void,
): Promise<Partial<StoredRecord>> {
  const { record = {}, problems } = await readFileStore(storeName);
  problems.forEach(report);
  return record;
}
