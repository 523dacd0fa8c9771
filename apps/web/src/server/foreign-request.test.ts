import { expect, test } from "vitest";
import { refusalOf } from "./foreign-request";

const PUBLIC_URL = "https://cost.example.com";
const JSON_BODY = { "content-type": "application/json" };

const statusOf = (method: string, headers: Record<string, string>) =>
  refusalOf(new Request(`${PUBLIC_URL}/api/trpc/x`, { method, headers }), PUBLIC_URL)?.status;

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
  ["a change from our origin", "POST", { ...JSON_BODY, origin: PUBLIC_URL }, undefined],
  [
    "a change from the address it was sent to",
    "POST",
    { ...JSON_BODY, origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
    undefined,
  ],
  ["a change from another origin", "POST", { ...JSON_BODY, origin: "https://evil.example" }, 403],
  ["a change from nowhere", "POST", { ...JSON_BODY, origin: "null" }, 403],
  ["a form", "POST", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["plain text", "POST", { "content-type": "text/plain" }, 415],
  ["something like JSON", "POST", { "content-type": "application/json-seq" }, 415],
  ["no type at all", "POST", {}, 415],
])("%s", (_name, method, headers, status) => {
  expect(statusOf(method, headers)).toBe(status);
});

test("a refusal reads like a procedure's error", async () => {
  const request = new Request(PUBLIC_URL, { method: "POST" });
  expect(await refusalOf(request, PUBLIC_URL)?.json()).toEqual({
    error: {
      message: "Send application/json.",
      code: -32015,
      data: { code: "UNSUPPORTED_MEDIA_TYPE", httpStatus: 415 },
    },
  });
});
