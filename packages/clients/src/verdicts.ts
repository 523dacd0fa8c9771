import type { CountedCall } from "@ai-cost/ingest/testing/counted-calls";
import { type AnsweredCall, listPriceMicroUsd } from "./provider/answered-call";
import type { LeftOut } from "./set-up";

/** How a call that the provider answered was counted. */
export interface Verdict {
  scenario: string;
  outcome: "right" | "counted twice" | "not counted" | "wrong";
  /** The differences between the call and its charge as text; empty when the call is right. */
  what: string;
  counted: CountedCall | null;
}

/**
 * Compares the calls in the ledger with the calls that the provider answered. `leavesOut` has the cases in
 * which the client leaves something out. Returns a verdict for each answered call. `unexplained` are calls
 * in the ledger that match no answered call.
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

/** The omissions that make it impossible to match a charge to its call by the counts. */
const COUNTLESS: readonly LeftOut[] = ["the counts", "exact counts", "that counts are guessed"];

/**
 * Whether a charge is a report of a call. One equal count is enough, because each call of the provider has
 * its own number of input tokens and of output tokens.
 */
function isReportOf({ saysUsage, ...call }: AnsweredCall, { input, output }: CountedCall): boolean {
  if (!saysUsage) return false;
  const outputs = [call.output, call.output - call.reasoning];
  return input === call.input || (call.output > 0 && output !== null && outputs.includes(output));
}

/**
 * Returns the first charge of the same model. Charges without counts cannot be distinguished, so any of
 * them will do.
 */
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
