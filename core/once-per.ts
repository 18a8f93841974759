/**
 * `work`, done once for each object that it is asked about and remembered for as long as that object lives.
 * Only for work that depends on nothing else, about objects that are not changed in place.
 */
export function oncePer<Subject extends object, Result>(
  work: (subject: Subject) => Result,
): (subject: Subject) => Result {
  const known = new WeakMap<Subject, { readonly result: Result }>();
  return (subject) => {
    let entry = known.get(subject);
    if (!entry) {
      entry = { result: work(subject) };
      known.set(subject, entry);
    }
    return entry.result;
  };
}
