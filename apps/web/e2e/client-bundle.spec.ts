import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findLeaks, findServerParts } from "@ai-cost/testing/supply-chain";
import { expect, test } from "@playwright/test";

const STATIC = join(import.meta.dirname, "..", ".next", "static");

test("the client bundle has no secret, no address and no server code", async () => {
  const files = readdirSync(STATIC, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(js|css|json|map|txt|svg)$/.test(file),
  );
  const findings = files.map(async (file) => {
    const text = readFileSync(join(STATIC, file), "utf8");
    return [...(await findLeaks(file, text)), ...findServerParts(file, text)];
  });
  expect((await Promise.all(findings)).flat()).toEqual([]);
  expect(files.filter((file) => file.endsWith(".js")).length).toBeGreaterThan(10);
});
