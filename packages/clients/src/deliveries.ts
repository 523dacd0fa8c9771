import type { RecordedRequest } from "./recorder";

/** Returns other deliveries of the same reports: in the reverse order, and in one batch. */
export const otherDeliveries = (
  requests: readonly RecordedRequest[],
): readonly { name: string; requests: RecordedRequest[] }[] => [
  { name: "in the reverse order", requests: requests.toReversed() },
  { name: "in one batch", requests: inOneBatch(requests) },
];

/** Joins the requests that have the same path, format and content coding. */
function inOneBatch(requests: readonly RecordedRequest[]): RecordedRequest[] {
  const batches = new Map<string, RecordedRequest>();
  for (const request of requests) {
    const key = JSON.stringify([request.path, request.headers]);
    const batch = batches.get(key);
    batches.set(key, batch ? { ...batch, body: joined(batch, request) } : request);
  }
  return [...batches.values()];
}

/**
 * Joins the bodies of two requests. Protobuf messages can be concatenated: the result is one message with
 * the items of both.
 */
function joined({ headers, body }: RecordedRequest, next: RecordedRequest): Buffer<ArrayBuffer> {
  if (headers["content-type"] !== "application/json") return Buffer.concat([body, next.body]);
  const [first, second] = [body, next.body].map((json) => JSON.parse(json.toString()));
  const lists = Object.keys(first).map((name) => [name, [...first[name], ...(second[name] ?? [])]]);
  return Buffer.from(JSON.stringify(Object.fromEntries(lists)));
}
