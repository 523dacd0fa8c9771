import { createLoader, createParser } from "nuqs/server";

/** A UUID as the procedures accept it. Importing their schemas would double the script of this page. */
const ROW_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The id of the last row of the previous page. An invalid id counts as absent. */
const rowId = createParser({
  parse: (text) => (ROW_ID.test(text) ? text : null),
  serialize: String,
}).withOptions({ history: "push", scroll: false });

/** Where the pages of a run's lists start. */
export const runSearchParams = { jobsAfter: rowId, chargesAfter: rowId };

export const loadRunSearchParams = createLoader(runSearchParams);
