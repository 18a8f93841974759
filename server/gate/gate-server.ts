import { env } from "../env.ts";
import { AppError } from "../errors.ts";

/** The address of the model server that this process's environment names. PRECONDITION where it names none. */
export function gateServerUrl(): string {
  const { GSI_GATE_URL } = env();
  if (GSI_GATE_URL) return GSI_GATE_URL;
  throw new AppError(
    "PRECONDITION",
    "no model server is named for the gate: set GSI_GATE_URL (see docs/gate.md)",
  );
}

/** Dollars for a million tokens. */
export type Prices = { readonly input: number; readonly output: number };

/** What tokens cost, by this process's environment. */
export function gatePrices(): Prices {
  const { GSI_GATE_PRICE_INPUT: input, GSI_GATE_PRICE_OUTPUT: output } = env();
  return { input, output };
}

/** Whether tokens have prices, without which no budget can be kept. */
export function hasPrices({ input, output }: Prices): boolean {
  return input + output > 0;
}
