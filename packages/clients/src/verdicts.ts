import type { CountedCall } from "@ai-cost/ingest/testing/counted-calls";
import { type AnsweredCall, listPriceMicroUsd } from "./provider/answered-call";
import type { LeftOut } from "./set-up";

/** How a call that the provider answered was counted. */
export interface Verdict {
  scenario: string;
  outcome: "right" | "counted twice" | "not counted" | "wrong";
  /** What is wrong; empty for a right call. */
  what: string;
  counted: CountedCall | null;
}

/**
 * Compares the calls in the ledger with those that the provider answered. `leavesOut` names the cases whose
 * counts the client does not report. `unexplained` are calls in the ledger that belong to no answer.
 */
export function verdictsOf(
  answered: readonly AnsweredCall[],
  counted: readonly CountedCall[],
  leavesOut: Readonly<Record<string, LeftOut>> = {},
) {
  const left = new Set(counted);
  const take = (reports: readonly CountedCall[]) => {
    for (const report of reports) left.delete(report);
    return reports;
  };
  const byFigures = answered.map((call) =>
    take([...left].filter((candidate) => isReportOf(call, candidate))),
  );
  const verdicts = answered.map((call, index) => {
    const reports = byFigures[index] ?? [];
    const hasCounts = !COUNTLESS.includes(leavesOut[call.scenario] ?? "the call");
    if (reports.length > 0 || hasCounts) return verdictOf(call, reports);
    return verdictOf(call, take(firstOfModel(call, left)));
  });
  return { verdicts, unexplained: [...left] };
}

/** What is left out of a report whose counts do not tell the call that it belongs to. */
const COUNTLESS: readonly LeftOut[] = ["the counts", "exact counts", "that counts are guessed"];

/** Every call of the provider has its own input and its own output, so one of them is enough. */
function isReportOf({ saysUsage, ...call }: AnsweredCall, { input, output }: CountedCall): boolean {
  if (!saysUsage) return false;
  const outputs = [call.output, call.output - call.reasoning];
  return input === call.input || (call.output > 0 && output !== null && outputs.includes(output));
}

/** The first report of the same model. Two reports without counts are alike. */
const firstOfModel = ({ model }: AnsweredCall, left: ReadonlySet<CountedCall>) =>
  [...left].filter((call) => model.startsWith(call.model.split("/").at(-1) ?? "")).slice(0, 1);

function verdictOf(call: AnsweredCall, reports: readonly CountedCall[]): Verdict {
  const { scenario } = call;
  const [counted = null] = reports;
  if (!counted) return { scenario, outcome: "not counted", what: "not counted", counted };
  if (reports.length > 1)
    return { scenario, outcome: "counted twice", what: "counted twice", counted };
  const what = differences(call, counted).join(", ");
  return { scenario, outcome: what ? "wrong" : "right", what, counted };
}

function differences(call: AnsweredCall, { input, output, microUsd }: CountedCall): string[] {
  const price = listPriceMicroUsd(call);
  return [
    ...(input === call.input ? [] : [`input ${input} instead of ${call.input}`]),
    ...(output === call.output ? [] : [`output ${output} instead of ${call.output}`]),
    ...(microUsd !== null && Math.abs(microUsd - price) <= 1
      ? []
      : [`${microUsd} µ$ instead of ${price}`]),
  ];
}
