/**
 * Remembers the latest `max` results by key, so that what is asked for again soon is not made again. A
 * result that failed is forgotten.
 */
export function rememberLatest<T>(
  max: number,
): (key: string, make: () => Promise<T>) => Promise<T> {
  const remembered = new Map<string, Promise<T>>();
  return (key, make) => {
    const present = remembered.get(key);
    if (present) return present;
    const result = make();
    remembered.set(key, result);
    result.catch(() => remembered.delete(key));
    const [oldest] = remembered.keys();
    if (remembered.size > max && oldest !== undefined) remembered.delete(oldest);
    return result;
  };
}
