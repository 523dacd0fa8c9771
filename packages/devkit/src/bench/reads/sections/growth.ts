import type { Section } from "../../report/section";
import type { Size } from "../../sizes";
import { QUESTION_NAMES, QUESTIONS, type QuestionName } from "../question";
import { type Measured, PROCEDURE, STATEMENTS } from "./measured";

const MOST_GROWTH = 1.2;

/** What ten times the rows cost more. */
export function growthSection(measured: Measured): Section {
  const [from, to] = measured.sizes.slice(-2);
  const growth = (question: QuestionName, contender: string) =>
    from && to && from !== to ? growthOf(measured, question, contender, [from, to]) : Number.NaN;
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
    columns: ["question", STATEMENTS, PROCEDURE, ...measured.peers],
    rows: QUESTION_NAMES.map((question) => [
      QUESTIONS[question].title,
      ...[STATEMENTS, PROCEDURE, ...measured.peers].map((name) => {
        const ratio = growth(question, name);
        return Number.isNaN(ratio) ? null : ratio;
      }),
    ]),
    bars: to && from !== to ? bars : [],
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
  return (large?.ms ?? Number.NaN) / (small?.ms ?? Number.NaN);
}
