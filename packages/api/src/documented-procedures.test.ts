import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROCEDURE_ACCESS, type ProcedureAccess } from "./testing/procedure-access";

const PAGE = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8");

/** The text in the last column of the tables in docs/api.md: who may call the procedure. */
function whoMayCall({ idFields, roles }: ProcedureAccess): string {
  if (!("projectId" in idFields)) return "anyone";
  return roles.includes("member") ? "members" : "admins";
}

test("docs/api.md lists every procedure and who may call it", () => {
  const documented = [...PAGE.matchAll(/^\| `(\w+\.\w+)` .*\| (\w+) +\|$/gm)];
  const expected = Object.entries<ProcedureAccess>(PROCEDURE_ACCESS);
  expect(Object.fromEntries(documented.map(([, path, who]) => [path, who]))).toEqual(
    Object.fromEntries(expected.map(([path, access]) => [path, whoMayCall(access)])),
  );
});
