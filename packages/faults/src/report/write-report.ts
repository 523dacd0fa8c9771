import {
  type Machine,
  machine,
  machineText,
  markdownTable,
  today,
  writeReportFiles,
} from "@ai-cost/testing";
import type { CaseResult } from "../run-case";
import type { FaultsRun } from "../run-faults";
import { figuresText } from "./result-lines";

type Report = FaultsRun & { command: string; date: string; machine: Machine };

/** Writes what a whole run found, for people and for programs; says where. */
export function writeReport(run: FaultsRun): string {
  const flag = run.scale === "long" ? " --long" : "";
  const command = `npm run faults -- --seed ${run.seed}${flag}`;
  const report = { command, date: today(), machine: machine(), ...run };
  return writeReportFiles("faults", "faults", markdown(report), report);
}

const markdown = ({ command, date, machine, postgres, results }: Report): string => `# Faults

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres} (embedded, with its disk's guarantees). Sender, production server and Postgres share the machine.

After every case the ledger's rows are added up by plain SQL and compared with the read model, with every procedure's answer over HTTP and with what was sent; the server must not have ended, thrown or kept a connection busy. A case whose faults never hit fails.

${resultTable(results)}

## Figures

${results.map((result) => `- ${result.id}: ${result.notRunHere ?? figuresText(result)}`).join("\n")}

## What each case was seen to fail with

${results.map(({ id, seenRedBy }) => `- ${id}: ${seenRedBy}`).join("\n")}
${problemList(results)}`;

/** Also what is printed at the end of a run. */
export const resultTable = (results: readonly CaseResult[]): string =>
  markdownTable(
    ["what holds", "hits", "seconds", "state"],
    results.map(({ id, title, hits, seconds, state }) => [
      `${id}: ${title}`,
      String(hits),
      seconds.toFixed(1),
      state,
    ]),
  );

function problemList(results: readonly CaseResult[]): string {
  const lines = results.flatMap(({ id, problems }) => problems.map((text) => `- ${id}: ${text}`));
  return lines.length === 0 ? "" : `\n## What did not hold\n\n${lines.join("\n")}\n`;
}
