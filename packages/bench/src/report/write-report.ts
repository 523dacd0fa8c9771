import {
  type Machine,
  machine,
  machineText,
  markdownTable,
  today,
  writeReportFiles,
} from "@ai-cost/testing";
import type { Size } from "../sizes";
import { cellText } from "./cell-text";
import type { Section } from "./section";
import { isMet, targetLine, targetsTable } from "./targets";

export interface Findings {
  size: Size;
  /** The version of Postgres, such as `18.4`. */
  postgres: string;
  sections: readonly Section[];
}

/**
 * Writes the report as Markdown and as JSON. Returns a sentence with the locations of the two
 * files.
 */
export function writeReport(findings: Findings): string {
  const command = `npm run bench -- --size ${findings.size}`;
  const report = { command, date: today(), machine: machine(), ...findings };
  return writeReportFiles("bench", "bench", markdown(report), report);
}

type Report = Findings & { command: string; date: string; machine: Machine };

const markdown = ({ command, date, machine, postgres, sections }: Report): string => `# Benchmark

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres}. The benchmark, the server and the database share the machine. Figures are medians of one run, in which the contenders took turns. Compare ratios rather than times: ratios change less from machine to machine.

## Targets

${targetsTable(sections.flatMap(({ targets }) => targets))}

${sections.map(sectionText).join("\n\n")}
`;

const sectionText = ({ title, notes, columns, rows }: Section): string =>
  [
    `## ${title}`,
    notes.join(" "),
    markdownTable(
      columns,
      rows.map((cells) => cells.map(cellText)),
    ),
  ].join("\n\n");

/**
 * Returns the summary that the benchmark prints on the terminal when it has finished: the missed
 * targets and the summary sentences of all sections.
 */
export function summaryText({ size, sections }: Findings): string {
  const targets = sections.flatMap((section) => section.targets);
  const missed = targets.filter((target) => !isMet(target));
  return [
    `Benchmark with ${size} charges: ${targets.length - missed.length} of ${targets.length} targets met.`,
    ...missed.map((target) => `  missed: ${targetLine(target)}`),
    ...sections.flatMap(({ summary = [] }) => summary.map((line) => `- ${line}`)),
  ].join("\n");
}
