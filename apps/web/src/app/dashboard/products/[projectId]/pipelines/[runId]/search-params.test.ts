import { createLoader } from "nuqs/server";
import { expect, test } from "vitest";
import { runSearchParams } from "./search-params";

const loadRunSearchParams = createLoader(runSearchParams);

const ID = "01a20a67-147d-716e-ae7e-de0dd4ad288d";

test.each([
  [`chargesAfter=${ID}`, { chargesAfter: ID, jobsAfter: null }],
  [`jobsAfter=${ID.toUpperCase()}`, { chargesAfter: null, jobsAfter: ID.toUpperCase() }],
  ["", { chargesAfter: null, jobsAfter: null }],
  ["chargesAfter=nonsense&jobsAfter=", { chargesAfter: null, jobsAfter: null }],
  ["chargesAfter=00000000-0000-9000-0000-000000000000", { chargesAfter: null, jobsAfter: null }],
])("?%s starts the lists of a run at %j", (search, starts) => {
  expect(loadRunSearchParams(new URLSearchParams(search))).toEqual(starts);
});
