import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { appRouter } from "./router";

const PAGE = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8");

test("docs/api.md lists every procedure", () => {
  const documented = [...PAGE.matchAll(/^\| `(\w+\.\w+)`/gm)].map(([, path]) => path);
  expect(documented.toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});
