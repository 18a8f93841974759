/** One command of the command line. */
export type Command = {
  /** The whole help: usage, options, examples. */
  readonly help: string;
  /** Does it and gives the exit code: 0 done, 1 failed. */
  run(args: readonly string[]): Promise<number>;
};

/** Something wrong with how a command was called: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
