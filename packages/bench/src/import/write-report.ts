import {
  type Machine,
  machine,
  machineText,
  markdownTable,
  today,
  writeReportFiles,
} from "@ai-cost/testing";
import type { Transcripts } from "./generate-transcripts";

/** One run of the command `import`. */
export interface ImportRun {
  seconds: number;
  /** The peak of the command's resident memory. */
  peakMiB: number;
}

export interface Findings {
  /** The Postgres version. */
  postgres: string;
  transcripts: Transcripts;
  run: ImportRun;
}

/**
 * Writes the report as Markdown and as JSON. Returns a sentence with the locations of the two
 * files.
 */
export function writeReport(findings: Findings): string {
  const command = "npm run bench -- import";
  const report = { command, date: today(), machine: machine(), ...findings };
  return writeReportFiles("bench", "import", markdown(report), report);
}

type Report = Findings & { command: string; date: string; machine: Machine };

const wholeNumber = (value: number) => Math.round(value).toLocaleString("en-US");
const mebibytes = (value: number) =>
  Number.isNaN(value) ? "not measured here" : `${wholeNumber(value)} MiB`;

function markdown({ command, date, machine, postgres, transcripts, run }: Report): string {
  const { files, sizeMiB, calls } = transcripts;
  return `# Import of transcripts

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres} (embedded, with durable commits). The command and Postgres share the machine.

The command imports a folder with ${mebibytes(sizeMiB)} of generated transcripts of Claude Code: ${wholeNumber(files)} sessions with ${wholeNumber(calls)} calls, each in three lines between which the output grows. It ends when all calls are committed: deduplicated, priced, with their runs and jobs, and counted in every rollup.

${markdownTable(
  ["seconds", "MiB a second", "calls a second", "peak memory of the command"],
  [
    [
      run.seconds.toFixed(1),
      (sizeMiB / run.seconds).toFixed(1),
      wholeNumber(calls / run.seconds),
      mebibytes(run.peakMiB),
    ],
  ],
)}
`;
}
