import { expect, test } from "vitest";
import { crossSiteError } from "./cross-site-request";

const PUBLIC_URL = "https://cost.example.com";
const JSON_BODY = { "content-type": "application/json" };
const OURS = { ...JSON_BODY, origin: PUBLIC_URL };

const statusOf = (method: string, headers: Record<string, string>, url = "/api/trpc/x") =>
  crossSiteError({ method, url, headers }, PUBLIC_URL, [headers.host ?? ""])?.status;

test.each<[string, string, Record<string, string>, number | undefined]>([
  ["a read from anywhere", "GET", { "sec-fetch-site": "cross-site" }, undefined],
  [
    "a change from one of our pages",
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
  [
    "a change from a sibling subdomain",
    "POST",
    { ...JSON_BODY, "sec-fetch-site": "same-site" },
    403,
  ],
  ["a change from our origin", "POST", OURS, undefined],
  [
    "a change whose origin is the host it was sent to",
    "POST",
    { ...JSON_BODY, origin: "https://cost.internal:3000", host: "cost.internal:3000" },
    undefined,
  ],
  [
    "a change from the host it was sent to, with the usual port and in capital letters",
    "POST",
    { ...JSON_BODY, origin: "https://cost.internal", host: "Cost.Internal:443" },
    undefined,
  ],
  [
    "a change from another port of the host it was sent to",
    "POST",
    { ...JSON_BODY, origin: "https://cost.internal:8443", host: "cost.internal:443" },
    403,
  ],
  [
    "a change from our host over http",
    "POST",
    { ...JSON_BODY, origin: "http://cost.example.com" },
    403,
  ],
  [
    "a change from our host over http that the browser calls ours",
    "POST",
    { ...JSON_BODY, origin: "http://cost.example.com", "sec-fetch-site": "same-origin" },
    403,
  ],
  [
    "a change from the host it was sent to, over http",
    "POST",
    { ...JSON_BODY, origin: "http://cost.internal", host: "cost.internal" },
    403,
  ],
  ["a change from another origin", "POST", { ...JSON_BODY, origin: "https://evil.example" }, 403],
  ["a change from an opaque origin", "POST", { ...JSON_BODY, origin: "null" }, 403],
  ["a PUT from an opaque origin", "PUT", { ...JSON_BODY, origin: "null" }, 403],
  ["a form", "POST", { ...OURS, "content-type": "application/x-www-form-urlencoded" }, 415],
  [
    "a form with files",
    "POST",
    { ...OURS, "content-type": "multipart/form-data; boundary=x" },
    415,
  ],
  ["plain text", "POST", { ...OURS, "content-type": "text/plain" }, 415],
  ["bytes", "POST", { ...OURS, "content-type": "application/octet-stream" }, 415],
  [
    "a type that begins like JSON",
    "POST",
    { ...OURS, "content-type": "application/json-seq" },
    415,
  ],
  ["no content type", "POST", { origin: PUBLIC_URL }, 415],
])("%s", (_name, method, headers, status) => {
  expect(statusOf(method, headers)).toBe(status);
});

test("where the public URL is http, a page of the same host over https is another site", () => {
  const headers = { ...JSON_BODY, origin: "https://localhost:3000", host: "localhost:3000" };
  const request = { method: "POST", url: "/api/trpc/x", headers };
  expect(crossSiteError(request, "http://localhost:3000", ["localhost:3000"])?.status).toBe(403);
});

const FILE = { origin: PUBLIC_URL, "content-type": "application/octet-stream" };

test.each<[string, Record<string, string>, number | undefined]>([
  ["from our origin", FILE, undefined],
  ["from another origin", { ...FILE, origin: "https://evil.example" }, 403],
  ["as JSON", OURS, 415],
  ["as a form", { ...FILE, "content-type": "multipart/form-data; boundary=x" }, 415],
  ["as plain text", { ...FILE, "content-type": "text/plain" }, 415],
])("a file sent %s", (_name, headers, status) => {
  expect(statusOf("POST", headers, "/api/usage-imports/1?name=a.csv")).toBe(status);
});

test.each(["multipart/form-data; boundary=x", "text/plain;charset=UTF-8"])(
  "a form sent as %s is accepted from our origin only",
  (type) => {
    const headers = { "content-type": type, origin: PUBLIC_URL };
    expect(statusOf("POST", headers, "/sign-in")).toBeUndefined();
    expect(statusOf("POST", { ...headers, origin: "https://evil.example" }, "/sign-in")).toBe(403);
  },
);
