import type { CaseResult } from "../run-case";

/** What is said of a case when it has ended. */
export function resultLines(result: CaseResult, seed: number): string[] {
  const { id, title, hits, seconds, state, problems, notRunHere } = result;
  return [
    `${id.padEnd(4)} ${state.padEnd(6)} ${title}`,
    `     ${hits} hits; ${figuresText(result)}; ${seconds.toFixed(1)} s; seed ${seed}`,
    ...(notRunHere === undefined ? [] : [`     NOT RUN HERE: ${notRunHere}`]),
    ...problems.map((problem) => `     ✗ ${problem}`),
  ];
}

/** `acknowledged 10,000, retries 312` */
export const figuresText = ({ figures }: CaseResult): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(", ");

const valueText = (value: number | string): string =>
  typeof value === "string"
    ? value
    : value.toLocaleString("en-US", { maximumSignificantDigits: Number.isInteger(value) ? 15 : 4 });
