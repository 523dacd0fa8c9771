import type { Progress } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import type { Contender } from "./contenders/contender";
import { QUERIES, type QueryName } from "./queries/queries";
import { findDifference, missingParts, type QueryResult } from "./queries/query-result";

/** The parts of a query's result that a contender does not store and therefore cannot return. */
export interface Gap {
  contender: string;
  query: QueryName;
  missing: string[];
}

/**
 * Compares the results of every contender with those of the application. Returns the parts of the
 * results that a contender cannot return. Throws a Refusal that describes the first difference.
 */
export async function compareResults(
  product: Contender,
  others: readonly Contender[],
  progress: Progress,
): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const [name, runner] of Object.entries(product.queries)) {
    const query = name as QueryName;
    const expected = await runner.result();
    refuseEmpty(query, expected);
    for (const { name: contender, queries } of others) {
      const result = await progress.step(`  ${QUERIES[query].title}: ${contender}`, async () =>
        queries[query]?.result(),
      );
      if (!result) continue;
      const difference = findDifference(result, expected);
      if (difference !== null)
        throw new Refusal(
          `The results for the ${QUERIES[query].title} differ. ${contender} returns ${difference}.`,
        );
      const missing = missingParts(result, expected);
      if (missing.length > 0) gaps.push({ contender, query, missing });
    }
  }
  return gaps;
}

/**
 * Throws a Refusal if a part of the result is empty, because two empty results are always equal and
 * would prove nothing.
 */
function refuseEmpty(query: QueryName, result: QueryResult): void {
  const empty = Object.keys(result).find((part) => result[part]?.length === 0);
  if (empty)
    throw new Refusal(`The product's result for the ${QUERIES[query].title} has no ${empty}.`);
}
