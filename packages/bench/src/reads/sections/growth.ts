import type { Section } from "../../report/section";
import type { Size } from "../../sizes";
import { PEER_NAMES, PROCEDURE, STATEMENTS } from "../contenders/names";
import { QUESTION_NAMES, QUESTIONS, type QuestionName } from "../question";
import type { Measured } from "./measured";

const MOST_GROWTH = 1.2;

/** What ten times the rows cost more: of the two largest sizes. */
export function growthSection(measured: Measured, from: Size, to: Size): Section {
  const growth = (question: QuestionName, contender: string) =>
    growthOf(measured, question, contender, [from, to]);
  const bars = QUESTION_NAMES.filter((question) => QUESTIONS[question].mostSelects !== null).map(
    (question) => ({
      what: `${QUESTIONS[question].title}: growth of its statements from ${from} to ${to}`,
      measured: growth(question, STATEMENTS),
      bound: { atMost: MOST_GROWTH },
    }),
  );
  return {
    title: "Growth",
    notes: [
      `The time at ${to} in multiples of that at ${from}, both measured in turns; 1 is no growth.`,
    ],
    columns: ["question", STATEMENTS, PROCEDURE, ...PEER_NAMES],
    rows: QUESTION_NAMES.map((question) => [
      QUESTIONS[question].title,
      ...[STATEMENTS, PROCEDURE, ...PEER_NAMES].map((name) => growth(question, name)),
    ]),
    bars,
    summary: [
      `From ${from} to ${to} charges the summary's statements took ${growth("summary", STATEMENTS).toFixed(2)} times as long.`,
    ],
  };
}

function growthOf(
  { timings }: Measured,
  question: QuestionName,
  contender: string,
  [from, to]: readonly [Size, Size],
): number {
  const [small, large] = [timings(question, from, contender), timings(question, to, contender)];
  if (!small || !large || large.isMoreThan) return Number.NaN;
  return large.ms / small.ms;
}
