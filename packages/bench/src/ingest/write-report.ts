import {
  type Machine,
  machine,
  machineText,
  markdownTable,
  today,
  writeReportFiles,
} from "@ai-cost/testing";
import type { Throughput } from "../throughput/measure-throughput";
import type { Memory } from "./measure-memory";

export interface Findings {
  /** The Postgres version. */
  postgres: string;
  throughputs: Throughput[];
  memories: Memory[];
}

/**
 * Writes the report as Markdown and as JSON. Returns a sentence with the locations of the two
 * files.
 */
export function writeReport(findings: Findings): string {
  const command = "npm run bench -- ingest";
  const report = { command, date: today(), machine: machine(), ...findings };
  return writeReportFiles("bench", "ingest", markdown(report), report);
}

type Report = Findings & { command: string; date: string; machine: Machine };

const wholeNumber = (value: number) => Math.round(value).toLocaleString("en-US");

function markdown({ command, date, machine, postgres, throughputs, memories }: Report): string {
  const profiles = [...new Set(throughputs.map(({ profile }) => profile))];
  return `# Usage endpoints

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres} (embedded, with durable commits). The clients, the production server and Postgres share the machine.

## Throughput

Events a second in each format, in turn with plain inserts of as many rows into the same ledger table. The inserts are one statement for each request, without lookups and rollups. Figures are medians of fifteen rounds. The server responds when an event is committed: deduplicated, priced, with its run and job, and counted in every rollup. The ratio compares the two in the same round.

${profiles.map((profile) => throughputTable(profile, throughputs)).join("\n\n")}

## Memory

Resident memory of a newly started server while spans with a prompt of 128 KiB each pass through it, in requests of about 8 MiB from 4 clients at once.

${memoryTable(memories)}
`;
}

const throughputTable = (profile: string, throughputs: readonly Throughput[]): string =>
  markdownTable(
    [profile, "events a second", "plain inserts a second", "ratio"],
    throughputs
      .filter((throughput) => throughput.profile === profile)
      .map(({ workload, eventsPerSecond, insertsPerSecond, ratio }) => [
        workload,
        wholeNumber(eventsPerSecond),
        wholeNumber(insertsPerSecond),
        ratio.toFixed(3),
      ]),
  );

const memoryTable = (memories: readonly Memory[]): string =>
  markdownTable(
    ["format", "sent", "seconds", "before", "peak", "after 5 s"],
    memories.map(({ format, sentMiB, seconds, beforeMiB, peakMiB, afterMiB }) => [
      format,
      mebibytes(sentMiB),
      seconds.toFixed(1),
      ...[beforeMiB, peakMiB, afterMiB].map(mebibytes),
    ]),
  );

const mebibytes = (value: number) =>
  Number.isNaN(value) ? "not measured here" : `${wholeNumber(value)} MiB`;
