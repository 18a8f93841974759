import { isAPIError } from "better-auth/api";

/** Null for what better-auth refused; a fault of another kind, such as a database that is gone, is thrown on. */
export function nullIfRefused(error: unknown): null {
  if (isAPIError(error) && error.statusCode < 500) return null;
  throw error;
}
