import { parseArgs } from "node:util";
import { CommandRefusal } from "../command/command-refusal";

export const USAGE = `Prices charges that were recorded without a price.

  npm run prices -- reprice [--project ID] [--dry-run]

  --project ID  one project, as in /dashboard/products/ID/ai-cost; all of them when absent
  --dry-run     says what would be priced, and changes nothing

Each charge is priced at its own instant: by the project's own price of its model, else by the price
table. The charge stays as it is; a correction carries its price. Running it again changes nothing,
and goes on where an interrupted one stopped.
`;

export interface RepriceRequest {
  /** Null for every project. */
  projectId: string | null;
  isDryRun: boolean;
}

const OPTIONS = {
  project: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the command line asks for; null when it asks for help. Throws a `CommandRefusal`. */
export function readRequest(argv: readonly string[]): RepriceRequest | null {
  const { values, positionals } = readArguments(argv);
  if (values.help) return null;
  if (positionals.length !== 1 || positionals[0] !== "reprice")
    throw new CommandRefusal(USAGE.trimEnd());
  return { projectId: values.project ?? null, isDryRun: values["dry-run"] ?? false };
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new CommandRefusal(
      `${error instanceof Error ? error.message : String(error)}\n${USAGE.trimEnd()}`,
    );
  }
}
