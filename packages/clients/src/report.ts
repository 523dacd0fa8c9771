import { markdownTable } from "@ai-cost/testing";
import type { CheckedSetUp } from "./check-set-up";
import type { Verdict } from "./verdicts";

/**
 * Returns the report as Markdown: a table of all set-ups, and a list of the wrong calls with their
 * reasons.
 */
export function reportOf(
  checked: readonly CheckedSetUp[],
  notRun: readonly { name: string; why: string }[],
): string {
  const verdicts = checked.flatMap((each) => each.verdicts);
  const reported = checked.flatMap(({ setUp, verdicts: all }) =>
    all.filter(({ scenario }) => !setUp.leavesOut?.[scenario]),
  );
  return [
    "# How the calls of real clients are counted",
    `\`npm run clients\` has written this report on Node ${process.versions.node}.`,
    `${checked.length} set-ups made ${verdicts.length} calls. Of the ${reported.length} calls whose client reports all that is needed, ${countRight(reported)} are right: counted exactly once, with exact tokens, at their list price to the micro-dollar. Counted twice: ${count(verdicts, "counted twice")}.`,
    table(checked),
    "“Left out” is what a client does not report, with the cases: such a call is counted with what is known, and the page names the gap. Each set-up's reports are also sent a second time, in the reverse order and in one batch. “Problems” are what the product does wrong.",
    ...problemList(checked),
    notRun.map(({ name, why }) => `${name} is not run. ${why}`).join("\n"),
  ].join("\n\n");
}

const HEAD = ["set-up", "versions", "left out", "calls", "right", "counted twice", "problems"];

const table = (checked: readonly CheckedSetUp[]): string =>
  markdownTable(
    HEAD,
    checked.map(({ setUp, versions, verdicts, problems }) => [
      setUp.name,
      versions.join(", "),
      leftOut(setUp.leavesOut ?? {}),
      String(verdicts.length),
      String(countRight(verdicts)),
      String(count(verdicts, "counted twice")),
      String(problems.length),
    ]),
    3,
  );

/** Lists what a client leaves out, with the cases: `cached tokens (cached, cached-responses)`. */
function leftOut(leavesOut: Readonly<Record<string, string>>): string {
  const cases = new Map<string, string[]>();
  for (const [scenario, what] of Object.entries(leavesOut))
    cases.set(what, [...(cases.get(what) ?? []), scenario]);
  return [...cases].map(([what, scenarios]) => `${what} (${scenarios.join(", ")})`).join("; ");
}

const problemList = (checked: readonly CheckedSetUp[]): string[] =>
  checked
    .filter(({ problems }) => problems.length > 0)
    .map(
      ({ setUp, problems }) =>
        `**${setUp.name}**\n\n${problems.map((each) => `- ${each}`).join("\n")}`,
    );

const countRight = (verdicts: readonly Verdict[]): number => count(verdicts, "right");
const count = (verdicts: readonly Verdict[], outcome: Verdict["outcome"]): number =>
  verdicts.filter((verdict) => verdict.outcome === outcome).length;
