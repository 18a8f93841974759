/** Which edit of which photo. */
type SampleNumber = { readonly imageId: string; readonly queryId: string };

/** Order by a text, code unit by code unit: the same in every language. */
export function byText<T>(textOf: (one: T) => string) {
  return (a: T, b: T): number => {
    const [left, right] = [textOf(a), textOf(b)];
    return left < right ? -1 : Number(left > right);
  };
}

/** The order of samples in a manifest: by photo and number. */
export function bySample(a: SampleNumber, b: SampleNumber): number {
  return (
    byText<SampleNumber>(({ imageId }) => imageId)(a, b) || Number(a.queryId) - Number(b.queryId)
  );
}
