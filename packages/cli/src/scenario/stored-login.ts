import { fileStore, type StoredRecord } from "@galaxy-kit/simulator";

/** What is stored for an integration, without keeping hold of it. */
export async function storedLogin(storeName: string): Promise<Partial<StoredRecord>> {
  const store = fileStore(storeName);
  try {
    const { record = {} } = await store.open();
    return record;
  } finally {
    await store.close();
  }
}
