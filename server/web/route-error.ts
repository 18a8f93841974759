import type { ErrorCode } from "../errors.ts";
import { AppError } from "../errors.ts";

const statusOf: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  PRECONDITION: 412,
  TOO_MANY: 429,
  INTERNAL: 500,
};

/** The answer of a route handler to whatever was thrown in it. */
export function routeError(error: unknown): Response {
  if (error instanceof AppError)
    return Response.json(
      { code: error.code, message: error.message },
      { status: statusOf[error.code] },
    );
  console.error(error);
  return Response.json(
    { code: "INTERNAL", message: "The server could not do this." },
    { status: 500 },
  );
}
