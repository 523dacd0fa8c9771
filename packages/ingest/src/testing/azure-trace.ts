import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A recorded list of requests to a language model, with the exact totals. */
interface Trace {
  /** The name of the trace in test titles. */
  name: string;
  /** The rows as CSV: `TIMESTAMP,ContextTokens,GeneratedTokens`, in UTC with seven decimals of a second. */
  csv: string;
  /** The totals of the rows, at $3 per million input tokens and $15 per million output tokens. */
  totals: { rows: number; inputTokens: bigint; outputTokens: bigint; costMicroUsd: bigint };
}

const FILE = fileURLToPath(
  new URL("../../../../../shared/data/azure-llm-code-2023.csv", import.meta.url),
);

/** The Azure LLM inference trace of 2023, from a file in a folder next to the checkout. */
const realTrace = (): Trace => ({
  name: "the real trace",
  csv: readFileSync(FILE, "utf8"),
  totals: {
    rows: 8819,
    inputTokens: 18_059_974n,
    outputTokens: 245_896n,
    costMicroUsd: 57_868_362n,
  },
});

/**
 * A generated trace in the format of the real trace. It covers two hours around midnight and has identical
 * rows.
 */
function ownTrace(): Trace {
  const rows = Array.from({ length: 2500 }, (_, index) => {
    const at = new Date(Date.UTC(2023, 10, 16, 23, 0) + Math.floor(index / 2) * 5000);
    const time = at.toISOString().replace("T", " ").replace("Z", "9600");
    return `${time},${1000 + Math.floor(index / 2)},10`;
  });
  const [inputTokens, outputTokens] = [(2n * ((1000n + 2249n) * 1250n)) / 2n, 25_000n];
  return {
    name: "without the real trace, one of the tests' own",
    csv: `TIMESTAMP,ContextTokens,GeneratedTokens\n${rows.join("\n")}`,
    totals: {
      rows: 2500,
      inputTokens,
      outputTokens,
      costMicroUsd: inputTokens * 3n + outputTokens * 15n,
    },
  };
}

export const trace: Trace = existsSync(FILE) ? realTrace() : ownTrace();
