import type { Cell, Section } from "../../report/section";
import { PEER_NAMES, PRIMARY_KEY, PROCEDURE, SELECT_1, STATEMENTS } from "../contenders/names";
import { QUERIES, QUERY_NAMES } from "../queries/queries";
import type { Measured } from "./measured";

/**
 * The report's section with the measured times. The ratios in the other sections are computed from
 * them.
 */
export function timesSection({ sizes, timings }: Measured): Section {
  const names = [SELECT_1, PRIMARY_KEY, STATEMENTS, PROCEDURE, ...PEER_NAMES];
  const rows = sizes.flatMap((size) =>
    QUERY_NAMES.map((query) => [
      `${QUERIES[query].title}, ${size}`,
      ...names.map((name): Cell => {
        const timing = timings(query, size, name);
        if (!timing) return null;
        return timing.isMoreThan ? `more than ${Math.floor(timing.ms)}` : timing.ms;
      }),
    ]),
  );
  return {
    title: "Milliseconds",
    notes: [
      "Medians on this machine: of 300 calls for the product, and of 3 to 5 calls for each peer.",
    ],
    columns: ["query", ...names],
    rows,
    targets: [],
  };
}
