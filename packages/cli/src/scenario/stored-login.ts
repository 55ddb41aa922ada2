import { fileStore, type StoredRecord } from "@galaxy-kit/simulator";

/** What is stored for an integration, without keeping hold of it. What is wrong with it is reported. */
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
