import {
  type Machine,
  machine,
  machineText,
  markdownTable,
  today,
  writeReportFiles,
} from "@ai-cost/testing";
import type { Size } from "../sizes";
import { barLine, barsTable, isPassed } from "./bars";
import { cellText } from "./cell-text";
import type { Section } from "./section";

export interface Findings {
  size: Size;
  postgres: string;
  sections: readonly Section[];
}

/** Writes the findings for people and for programs; says where. */
export function writeReport(findings: Findings): string {
  const command = `npm run bench -- --size ${findings.size}`;
  const report = { command, date: today(), machine: machine(), ...findings };
  return writeReportFiles("bench", "bench", markdown(report), report);
}

type Report = Findings & { command: string; date: string; machine: Machine };

const markdown = ({ command, date, machine, postgres, sections }: Report): string => `# Benchmark

\`${command}\` on ${date}: ${machineText(machine)}, Postgres ${postgres}. Everything shares the machine. Figures are medians of one run, in which what is compared took turns; ratios compare better from machine to machine than times do.

## Bars

${barsTable(sections.flatMap(({ bars }) => bars))}

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

/** One screen: what it means, and each bar that is missed. */
export function screen({ size, sections }: Findings): string {
  const bars = sections.flatMap(({ bars }) => bars);
  const missed = bars.filter((bar) => !isPassed(bar));
  return [
    `Benchmark at ${size} charges: ${bars.length - missed.length} of ${bars.length} bars passed.`,
    ...missed.map((bar) => `  missed: ${barLine(bar)}`),
    ...sections.flatMap(({ summary = [] }) => summary.map((line) => `- ${line}`)),
  ].join("\n");
}
