/** How long a sample stays with the person who has it open, unless renewed. */
export const leaseSeconds = 15 * 60;

/** The end of a lease taken or renewed now. */
export function leaseEnd(): Date {
  return new Date(Date.now() + leaseSeconds * 1000);
}
