import { AppError } from "#server/errors.ts";

/** That a service did not answer, or not as agreed; and whether asking again may help. */
export class ServiceFault extends AppError {
  readonly retryable: boolean;
  /** How long the service wants to be left alone; null where it did not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryable: boolean, retryAfterMs: number | null = null) {
    super("PRECONDITION", message);
    this.name = "ServiceFault";
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}
