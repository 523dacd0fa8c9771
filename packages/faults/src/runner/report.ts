import { machine, machineText, markdownTable, today, writeReportFiles } from "@ai-cost/testing";
import type { CaseReport } from "./fault-case";
import { readSettings } from "./settings";

export interface CaseResult extends CaseReport {
  state: "passed" | "failed" | "skipped";
  skipReason: string | undefined;
}

/** The lines that the reporter prints when a case has ended. */
export function resultLines(result: CaseResult): string[] {
  const { id, title, hits, seconds, seed, state, problems, skipReason } = result;
  return [
    `${id.padEnd(4)} ${state.padEnd(7)} ${title}`,
    `     ${hits} hits; ${figuresText(result)}; ${seconds.toFixed(1)} s; seed ${seed}`,
    ...(skipReason === undefined ? [] : [`     Skipped: ${skipReason}`]),
    ...problems.map((problem) => `     ✗ ${problem}`),
  ];
}

/** The figures of a case as text, such as `acknowledged 10,000, retries 312`. */
const figuresText = ({ figures }: CaseReport): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(", ");

const valueText = (value: number | string): string =>
  typeof value === "string"
    ? value
    : value.toLocaleString("en-US", { maximumSignificantDigits: Number.isInteger(value) ? 15 : 4 });

/** A Markdown table of all cases. */
export const resultTable = (results: readonly CaseResult[]): string =>
  markdownTable(
    ["promise", "hits", "seconds", "state"],
    results.map(({ id, title, hits, seconds, state }) => [
      `${id}: ${title}`,
      String(hits),
      seconds.toFixed(1),
      state,
    ]),
  );

/** Writes the report of a run of all cases as Markdown and as JSON. Returns a sentence that says where. */
export function writeReport(results: readonly CaseResult[]): string {
  const { scale, seed } = readSettings();
  const command = `npm run faults -- --seed ${seed}${scale === "long" ? " --long" : ""}`;
  const postgres = results[0]?.postgres ?? "";
  const report = { command, scale, seed, date: today(), machine: machine(), postgres, results };
  return writeReportFiles("faults", "faults", markdown(report), report);
}

interface Report {
  command: string;
  date: string;
  machine: ReturnType<typeof machine>;
  /** The version of Postgres. */
  postgres: string;
  results: readonly CaseResult[];
}

const markdown = ({ command, date, machine, postgres, results }: Report): string => `# Faults

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres} (embedded, with its default durability). The clients, the production server and Postgres ran on this machine.

After each case, independent checks added up the ledger's rows with plain SQL and compared the sums with the rollups, with the response of every procedure over HTTP, and with what was sent. They also checked that no server had exited, thrown an error or left a connection busy. A case in which no fault occurs fails.

${resultTable(results)}

## Figures

${results.map((result) => `- ${result.id}: ${result.skipReason ?? figuresText(result)}`).join("\n")}

## The defect that each case was seen to detect

${results.map(({ id, seenRedBy }) => `- ${id}: ${seenRedBy}`).join("\n")}
${problemList(results)}`;

function problemList(results: readonly CaseResult[]): string {
  const lines = results.flatMap(({ id, problems }) => problems.map((text) => `- ${id}: ${text}`));
  return lines.length === 0 ? "" : `\n## Problems\n\n${lines.join("\n")}\n`;
}
