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

/**
 * Says whose fault an error is; what is no service's fault stays as it is. A service that echoes what it was
 * sent must not get its secret into a log.
 */
export function faultOfService(
  error: unknown,
  service: string,
  secret: string | undefined,
  secretName: string,
): unknown {
  if (!(error instanceof ServiceFault)) return error;
  const message = secret ? error.message.replaceAll(secret, `[${secretName}]`) : error.message;
  return new ServiceFault(`${service}: ${message}`, false);
}
