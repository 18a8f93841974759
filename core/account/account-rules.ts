import * as z from "zod";

/** Fewest and most characters of a password. No rule about kinds of characters: length is what helps. */
export const passwordLength = { min: 12, max: 128 } as const;

export const Password = z
  .string()
  .min(passwordLength.min, `has to have at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `has to have at most ${passwordLength.max} characters`);

/** Kept in lower case, so that one mailbox is one account. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .pipe(z.email("is not an email address"));

/** The name under which people see each other. */
export const PersonName = z.string().trim().min(1, "is empty").max(60);
