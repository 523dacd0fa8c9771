import { expect, test } from "vitest";
import { foreignChange } from "./foreign-change.mjs";

const PUBLIC_URL = "https://cost.example.com";
const JSON_BODY = { "content-type": "application/json" };
const OURS = { ...JSON_BODY, origin: PUBLIC_URL };

const statusOf = (method: string, headers: Record<string, string>, url = "/api/trpc/x") =>
  foreignChange({ method, url, headers }, PUBLIC_URL)?.status;

test.each<[string, string, Record<string, string>, number | undefined]>([
  ["a question from anywhere", "GET", { "sec-fetch-site": "cross-site" }, undefined],
  [
    "a change from our own page",
    "POST",
    { ...JSON_BODY, "sec-fetch-site": "same-origin" },
    undefined,
  ],
  ["a change from a command line", "POST", JSON_BODY, undefined],
  [
    "a change with a charset",
    "POST",
    { "content-type": "application/json; charset=utf-8" },
    undefined,
  ],
  ["a change from another site", "POST", { ...JSON_BODY, "sec-fetch-site": "cross-site" }, 403],
  ["a change from a sister site", "POST", { ...JSON_BODY, "sec-fetch-site": "same-site" }, 403],
  ["a change from our origin", "POST", OURS, undefined],
  [
    "a change from the address it was sent to",
    "POST",
    { ...JSON_BODY, origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
    undefined,
  ],
  ["a change from another origin", "POST", { ...JSON_BODY, origin: "https://evil.example" }, 403],
  ["a change from nowhere", "POST", { ...JSON_BODY, origin: "null" }, 403],
  ["the same by another method", "PUT", { ...JSON_BODY, origin: "null" }, 403],
  ["a form", "POST", { ...OURS, "content-type": "application/x-www-form-urlencoded" }, 415],
  [
    "a form with files",
    "POST",
    { ...OURS, "content-type": "multipart/form-data; boundary=x" },
    415,
  ],
  ["plain text", "POST", { ...OURS, "content-type": "text/plain" }, 415],
  ["bytes", "POST", { ...OURS, "content-type": "application/octet-stream" }, 415],
  ["something like JSON", "POST", { ...OURS, "content-type": "application/json-seq" }, 415],
  ["no type at all", "POST", { origin: PUBLIC_URL }, 415],
])("%s", (_name, method, headers, status) => {
  expect(statusOf(method, headers)).toBe(status);
});

test.each(["multipart/form-data; boundary=x", "text/plain;charset=UTF-8"])(
  "a page's own form comes as %s, from our origin alone",
  (type) => {
    const headers = { "content-type": type, origin: PUBLIC_URL };
    expect(statusOf("POST", headers, "/sign-in")).toBeUndefined();
    expect(statusOf("POST", { ...headers, origin: "https://evil.example" }, "/sign-in")).toBe(403);
  },
);
