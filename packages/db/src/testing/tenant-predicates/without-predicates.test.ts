import { expect, test } from "vitest";
import { parsed } from "./nodes";
import { withoutTenantPredicates } from "./without-predicates";

test.each([
  [
    "select id from agent_jobs where project_id = $1",
    "select id from agent_jobs where $1::uuid is not null",
  ],
  [
    "select 1 from daily_spend d join agent_jobs j on j.project_id = $1::uuid and j.id = $2 where d.project_id = any($3::uuid[])",
    "select 1 from daily_spend d join agent_jobs j on $1::uuid is not null and j.id = $2 where $3::uuid[] is not null",
  ],
])("%s", (text, expected) => {
  expect(textOf(withoutTenantPredicates(text))).toBe(textOf(expected));
});

/** Returns the syntax tree as JSON, without the positions in the statement. */
const textOf = (text: string) =>
  JSON.stringify(parsed(text), (name, value) =>
    /^(location|stmt_len)$/.test(name) ? undefined : value,
  );
