import { fileStore, type StoredRecord } from "@galaxy-kit/simulator";

/** Reads the stored login and cache of an integration, then releases the store. Reports problems with the stored data. */
export async function storedLogin(
  storeName: string,
  report: (problem: string) => void,
): Promise<Partial<StoredRecord>> {
  const store = fileStore(storeName);
  try {
    const { record = {}, problems } = await store.open();
    problems.forEach(report);
    return record;
  } finally {
    await store.close();
  }
}
