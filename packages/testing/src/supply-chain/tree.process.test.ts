import { generateKeyPairSync, randomBytes } from "node:crypto";
import { newIngestKey } from "@ai-cost/auth/api-keys";
import { newId } from "@ai-cost/db";
import { expect, test } from "vitest";
import { ALLOWED, allows, isAllowed } from "./allowed";
import { findLeaks } from "./find-leaks";
import { findServerParts } from "./find-server-parts";
import { trackedFiles } from "./tracked-files";

const findings = (
  await Promise.all(trackedFiles().map(({ file, text }) => findLeaks(file, text)))
).flat();

test("no tracked file holds a secret or an address", () => {
  expect(findings.filter((finding) => !isAllowed(finding))).toEqual([]);
});

test.each(ALLOWED)("$file still needs its allowance: $why", (allowance) => {
  expect(findings.some((finding) => allows(allowance, finding))).toBe(true);
});

const join = (...parts: unknown[]) => parts.join("");
const secret = randomBytes(32).toString("base64url");
const privateKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
  type: "pkcs8",
  format: "pem",
});

// The test puts these texts together at run time, because it also searches this file, which must not
// contain them.
test.each([
  ["a key that usage is sent with", newIngestKey(newId()).text],
  ["a value of AUTH_SECRET", `AUTH_SECRET=${secret}`],
  ["a value of AUTH_SECRET in code", `{ AUTH_SECRET: "${secret}" }`],
  ["a database's password", join("postgres://costs:", secret, "@db.internal:5432/costs")],
  ["a private key", privateKey],
  ["a provider's key", join("sk-ant-", "api03-", "x".repeat(93), "AA")],
  ["a private address", join("http://10.", "1.2.3:8080/")],
  ["a public address", join("see 8.", "8.4.4.")],
  ["an IPv6 address", join("[fe80:", ":1:2]:443")],
  ["a person's e-mail", join("mail ann@", "company.io")],
  ["a folder of a machine", join('"/home', '/ann/costs"')],
  ["a folder on Windows", join("C:\\", "Users\\ann")],
  ["a registry", join("https://registry.", "company.io/zod.tgz")],
])("%s is found", async (_, text) => {
  expect(await findLeaks("planted.ts", `first line\n${text}`)).toContainEqual(
    expect.objectContaining({ file: "planted.ts", line: 2 }),
  );
});

test.each([
  ["loopback", "http://127.0.0.1:3000, [::1]:3000 and ::ffff:127.0.0.1"],
  ["every address", "HOST=0.0.0.0"],
  ["addresses of documents", "192.0.2.7, 198.51.100.7, 203.0.113.7 and 2001:db8::7"],
  ["kinds of network", "10.0.0.0/8 and fc00::/7"],
  ["e-mail at a reserved domain", "owner@example.com, me@shop.example"],
  ["versions", "next@16.4.6, 18.4.0-beta.17"],
  ["casts and times", "select '{}'::uuid[] at 12:30:00"],
])("%s is no finding", async (_, text) => {
  expect(await findLeaks("fine.ts", text)).toEqual([]);
});

test.each([
  ["the query builder", "new Drizzle(e)"],
  ["the driver", "t=postgres(u)"],
  ["a table", 'insert into "credit_transactions"'],
  ["a variable", "process.env.AUTH_SECRET"],
])("%s does not belong in a browser", (_, text) => {
  expect(findServerParts("chunk.js", text)).toHaveLength(1);
});
