import { expect, test } from "vitest";
import { otherDeliveries } from "./deliveries";
import type { RecordedRequest } from "./recorder";

const request = (path: string, type: string, body: string): RecordedRequest => ({
  path,
  headers: { "content-type": type },
  body: Buffer.from(body),
});
const bodiesOf = (requests: readonly RecordedRequest[]) =>
  requests.map(({ path, body }) => [path, body.toString()]);

test("requests of one path and format are joined to one batch, protobuf by appending the bytes", () => {
  const [reversed, batched] = otherDeliveries([
    request("/traces", "application/x-protobuf", "ab"),
    request("/traces", "application/json", '{"resourceSpans":[1]}'),
    request("/traces", "application/x-protobuf", "cd"),
    request("/traces", "application/json", '{"resourceSpans":[2,3]}'),
  ]);
  expect(bodiesOf(batched?.requests ?? [])).toEqual([
    ["/traces", "abcd"],
    ["/traces", '{"resourceSpans":[1,2,3]}'],
  ]);
  expect(bodiesOf(reversed?.requests ?? [])[3]).toEqual(["/traces", "ab"]);
});
