import { type IdKind, PROCEDURE_ACCESS, type Procedure } from "@ai-cost/api/testing";
import fc from "fast-check";
import type { Random } from "../runner/random";
import { mutationOf } from "./mutation";
import { oddValue } from "./odd-values";
import { encoded, type Payload, sendablePath } from "./payload";
import { samples } from "./samples";
import { type KnownFields, REFINED_FIELDS, validInput } from "./valid-input";

const MOST_IN_A_BATCH = 20;
/** The most characters of a query string. Node accepts 16 KiB for the path and the headers together. */
const MOST_QUERY_CHARACTERS = 12_000;
const JSON_TYPE = { "content-type": "application/json" };

/**
 * Generates requests to one procedure without end. 20 % of the requests are malformed. In the other
 * requests, 30 % of the inputs are valid.
 */
export function* procedurePayloads(
  procedure: Procedure,
  known: KnownFields,
  random: Random,
): Generator<Payload, never> {
  const ids = idFieldsOf(procedure, known);
  const valid = validInput(procedure.input, { ...REFINED_FIELDS, ...ids });
  const inputs = samples(
    fc.oneof({ weight: 3, arbitrary: valid }, { weight: 7, arbitrary: mutationOf(valid) }),
    random,
  );
  const malformed = samples(malformedCall(procedure), random);
  yield largePayload(procedure, `"${"x".repeat(1_000_000)}"`);
  yield largePayload(procedure, `${"[".repeat(200_000)}${"]".repeat(200_000)}`);
  for (;;) {
    if (random.chance(0.2)) yield malformed.next().value;
    else yield batch(procedure, inputs, random.integer(1, MOST_IN_A_BATCH));
  }
}

/** Returns the known ids, by the names of the procedure's input fields that contain these ids. */
const idFieldsOf = ({ path }: Procedure, known: KnownFields): KnownFields =>
  Object.fromEntries(
    Object.entries<IdKind>(PROCEDURE_ACCESS[path].idFields).flatMap(([field, kind]) =>
      known[kind] ? [[field, known[kind]]] : [],
    ),
  );

function batch({ path, type }: Procedure, inputs: Iterator<unknown>, size: number): Payload {
  const taken: unknown[] = [];
  let characters = 0;
  while (taken.length < size && characters < MOST_QUERY_CHARACTERS / 2) {
    const input = inputs.next().value;
    characters += encodedLength(input);
    if (type === "query" && characters > MOST_QUERY_CHARACTERS) break;
    taken.push(input);
  }
  const text = JSON.stringify({ ...taken });
  const address = `/api/trpc/${Array(Math.max(1, taken.length)).fill(path).join(",")}?batch=1`;
  const request =
    type === "query"
      ? { path: `${address}&input=${encodeURIComponent(text)}` }
      : { path: address, method: "POST", headers: JSON_TYPE, body: text };
  return { calls: Math.max(1, taken.length), request };
}

const encodedLength = (input: unknown): number =>
  encodeURIComponent(JSON.stringify(input) ?? "").length;

const largePayload = ({ path }: Procedure, text: string): Payload => ({
  calls: 1,
  isLarge: true,
  request: { path: `/api/trpc/${path}`, method: "POST", headers: JSON_TYPE, body: text },
});

const MALFORMED = [
  "",
  "{",
  "NaN",
  "undefined",
  '{"projectId":Infinity}',
  '{"a":1}{"b":2}',
  "[1,",
  "\ufeff{}",
  '"\\ud800"',
  "\0",
  "[".repeat(5_000),
  '{"0":{"json":{"a":2e7},"meta":{"values":{"a":[["typed-array","Float64Array"]]}}}}',
] as const;
const TYPES = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "application/json; charset=utf-16",
  "application/jsonx",
  "",
] as const;
const HEADERS = {
  "trpc-accept": "application/jsonl",
  "x-trpc-source": "\u00ff",
  "content-encoding": "gzip",
  accept: "text/event-stream",
  "last-event-id": "-1",
  "trpc-batch-mode": "stream",
  "x-http-method-override": "DELETE",
  "accept-encoding": "br;q=NaN",
  "x-request-id": "of the client",
  connection: "upgrade",
} as const;

/** Generates a request that violates the tRPC protocol. No client of the app would send such a request. */
const malformedCall = ({ path, type }: Procedure): fc.Arbitrary<Payload> =>
  fc
    .record({
      address: fc.constantFrom(
        path,
        `${path},${path}`,
        `${path},,,`,
        ",,,",
        `${path}.then`,
        `${path}.__proto__`,
        `${path}/x`,
        `${path}%00`,
        `${path}%`,
        "__proto__",
        "constructor.name",
        path.toUpperCase(),
        Array(40).fill(path).join(","),
      ),
      query: fc.oneof(
        fc.constantFrom(
          "",
          "?batch=1",
          "?batch=1&input=",
          "?batch=2",
          "?batch=1&batch=1",
          "?input",
        ),
        oddValue.map((value) => `?batch=1&input=${inQuery({ 1: value, 7: value })}`),
        fc.constantFrom(...MALFORMED).map((text) => `?input=${encodeURIComponent(text)}`),
        fc.constant(`?input=${"%7B".repeat(6_000)}`),
      ),
      method: fc.constantFrom("GET", "POST", type === "query" ? "POST" : "GET", "PUT", "HEAD"),
      type: fc.constantFrom("application/json", "application/json", ...TYPES),
      body: fc.oneof(
        fc.constantFrom(...MALFORMED),
        oddValue.map((value) => JSON.stringify(value)),
      ),
      header: fc.constantFrom(...Object.keys(HEADERS)),
    })
    .map(({ address, query, method, type, body, header }) => ({
      calls: 1,
      request: {
        path: sendablePath(`/api/trpc/${address}${query}`),
        method,
        headers: {
          ...(type && { "content-type": type }),
          [header]: HEADERS[header as keyof typeof HEADERS],
        },
        ...(method !== "GET" && method !== "HEAD" && { body: body ?? "" }),
      },
    }));

const inQuery = (value: unknown): string => encoded(JSON.stringify(value) ?? "").slice(0, 6_000);
