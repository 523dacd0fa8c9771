import { runIdSchema } from "@ai-cost/api/schema";
import { createParser, createSearchParamsCache } from "nuqs/server";

/** The id of the last row of the page before; one that cannot be an id counts as none. */
const rowId = createParser({
  parse: (text) => runIdSchema.safeParse(text).data ?? null,
  serialize: String,
}).withOptions({ history: "push", scroll: false });

/** Where the lists of a run begin. */
export const runSearchParams = { jobsAfter: rowId, chargesAfter: rowId };

export const runSearchParamsCache = createSearchParamsCache(runSearchParams);
