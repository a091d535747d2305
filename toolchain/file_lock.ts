/**
 * Holds an exclusive lock on a file, among processes and within this one, until the returned value is disposed.
 * The system releases it too when the process dies, so nothing stale can stay behind.
 *
 * @param onWait called once if somebody else holds the lock.
 */
export async function lockFile(path: string, onWait: () => void): Promise<Disposable> {
  const file = await Deno.open(path, { write: true, create: true });
  let got = false;
  const waiting = setTimeout(() => {
    if (!got) onWait();
  }, 200);
  try {
    await file.lock(true);
    got = true;
  } catch (error) {
    file.close();
    throw error;
  } finally {
    clearTimeout(waiting);
  }
  return { [Symbol.dispose]: () => file.close() };
}
