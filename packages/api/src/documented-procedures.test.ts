import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROCEDURE_ACCESS, type ProcedureAccess } from "./testing/procedure-access";

const PAGE = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8");
/** `| path | input | output | who |` */
const ROW = /^\| `(\w+\.\w+)` .*\| (\w+) +\|$/gm;

const whoMayCall = ({ idFields, roles }: ProcedureAccess): string => {
  if (!("projectId" in idFields)) return "anyone";
  return roles.includes("member") ? "members" : "admins";
};

test("docs/api.md lists every procedure and who may call it", () => {
  const documented = [...PAGE.matchAll(ROW)].map(([, path, who]) => [path, who]);
  const expected = Object.entries(PROCEDURE_ACCESS).map(([path, access]) => [
    path,
    whoMayCall(access),
  ]);
  expect(documented.toSorted()).toEqual(expected.toSorted());
});
