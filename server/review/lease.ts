import { env } from "../env.ts";

/** How long a sample stays with the person who has it open, unless renewed. */
export function leaseSeconds(): number {
  return env().GSI_LEASE_SECONDS;
}

/** The end of a lease taken or renewed now. */
export function leaseEnd(): Date {
  return new Date(Date.now() + leaseSeconds() * 1000);
}
