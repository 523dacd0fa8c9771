import type { Cell, Section } from "../../report/section";
import { LOOK_UP, PEER_NAMES, PROCEDURE, SELECT_1, STATEMENTS } from "../contenders/names";
import { QUESTION_NAMES, QUESTIONS } from "../question";
import type { Measured } from "./measured";

/** The medians that the ratios are made of. */
export function timesSection({ sizes, timings }: Measured): Section {
  const names = [SELECT_1, LOOK_UP, STATEMENTS, PROCEDURE, ...PEER_NAMES];
  const rows = sizes.flatMap((size) =>
    QUESTION_NAMES.map((question) => [
      `${QUESTIONS[question].title}, ${size}`,
      ...names.map((name): Cell => {
        const timing = timings(question, size, name);
        if (!timing) return null;
        return timing.isMoreThan ? `more than ${Math.floor(timing.ms)}` : timing.ms;
      }),
    ]),
  );
  return {
    title: "Milliseconds",
    notes: ["Medians on this machine, of 300 calls of what is quick and 3 to 5 of what is slow."],
    columns: ["question", ...names],
    rows,
    bars: [],
  };
}
