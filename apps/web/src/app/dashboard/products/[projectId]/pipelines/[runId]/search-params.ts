import { createParser } from "nuqs/server";

/**
 * The format of the UUIDs that the procedures accept. Importing the procedures' validation schemas
 * would double the size of this page's JavaScript.
 */
const ROW_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The parser of a row id in the address. An invalid id counts as absent. */
const rowId = createParser({
  parse: (text) => (ROW_ID.test(text) ? text : null),
  serialize: String,
}).withOptions({ history: "push", scroll: false });

/** The ids after which the shown page of jobs and the shown page of charges begin. */
export const runSearchParams = { jobsAfter: rowId, chargesAfter: rowId };
