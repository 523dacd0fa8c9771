import type { Database } from "@ai-cost/db";

export interface CommandStreams {
  stdin: AsyncIterable<unknown>;
  stdout: Pick<NodeJS.WritableStream, "write">;
  stderr: Pick<NodeJS.WritableStream, "write">;
}

export type Subcommand = (
  argv: string[],
  context: CommandStreams & { db: Database; now: Date },
) => Promise<void>;

/** What an operator can mend; its message is all they need. */
export class RefusedError extends Error {
  override name = "RefusedError";
}
