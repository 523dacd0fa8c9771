import {
  type Machine,
  machine,
  machineText,
  markdownTable,
  today,
  writeReportFiles,
} from "@ai-cost/testing";
import type { Memory } from "./measure-memory";
import type { Speed } from "./measure-speed";

export interface Findings {
  /** The server's version. */
  postgres: string;
  speeds: Speed[];
  memories: Memory[];
}

/** Writes the findings for people and for programs; says where. */
export function writeReport(findings: Findings): string {
  const report = {
    command: "npm run bench -- ingest",
    date: today(),
    machine: machine(),
    ...findings,
  };
  return writeReportFiles("bench", "ingest", markdown(report), report);
}

type Report = Findings & { command: string; date: string; machine: Machine };

const whole = (value: number) => Math.round(value).toLocaleString("en-US");

function markdown({ command, date, machine, postgres, speeds, memories }: Report): string {
  const modes = [...new Set(speeds.map(({ mode }) => mode))];
  return `# Ways in, measured

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres} (embedded, with its disk's guarantees). Sender, production server and Postgres share the machine.

## Speed

Events a second through each way in, in turn with plain inserts of as many rows into the same ledger table (one statement a request, nothing looked up or kept beside), fifteen rounds; medians. An event is answered when it is committed: deduplicated, priced, with its run and job, counted on every surface. The ratio is of both in the same round.

${modes.map((mode) => speedTable(mode, speeds)).join("\n\n")}

## Memory

Resident memory of a fresh server while spans with 128 KiB of prompt each pass through it, in requests of about 8 MiB from 4 clients at once.

${memoryTable(memories)}
`;
}

const speedTable = (mode: string, speeds: readonly Speed[]): string =>
  markdownTable(
    [mode, "events a second", "plain inserts a second", "ratio"],
    speeds
      .filter((speed) => speed.mode === mode)
      .map(({ way, eventsPerSecond, insertsPerSecond, ratio }) => [
        way,
        whole(eventsPerSecond),
        whole(insertsPerSecond),
        ratio.toFixed(3),
      ]),
  );

const memoryTable = (memories: readonly Memory[]): string =>
  markdownTable(
    ["way in", "sent", "seconds", "before", "peak", "after 5 s"],
    memories.map(({ way, sentMiB, seconds, beforeMiB, peakMiB, afterMiB }) => [
      way,
      mebibytes(sentMiB),
      seconds.toFixed(1),
      ...[beforeMiB, peakMiB, afterMiB].map(mebibytes),
    ]),
  );

const mebibytes = (value: number) =>
  Number.isNaN(value) ? "not measured here" : `${whole(value)} MiB`;
