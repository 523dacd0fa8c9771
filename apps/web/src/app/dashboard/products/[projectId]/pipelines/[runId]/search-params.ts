import { createLoader, createParser } from "nuqs/server";

/** As the procedures take one; said here again, since their schemas would double this page's own weight. */
const ROW_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The id of the last row of the page before; one that cannot be an id counts as none. */
const rowId = createParser({
  parse: (text) => (ROW_ID.test(text) ? text : null),
  serialize: String,
}).withOptions({ history: "push", scroll: false });

/** Where the lists of a run begin. */
export const runSearchParams = { jobsAfter: rowId, chargesAfter: rowId };

export const loadRunSearchParams = createLoader(runSearchParams);
