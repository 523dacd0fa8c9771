import { create, equals, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RequestBody } from "../../http/body/request-body";
import { otlpJson } from "../../testing/otlp-json";
import { ExportLogsServiceRequestSchema } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { ExportMetricsServiceRequestSchema } from "../proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import { ExportTraceServiceRequestSchema } from "../proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import type { AnyValueSchema } from "../proto/generated/opentelemetry/proto/common/v1/common_pb";
import { ResourceSpansSchema } from "../proto/generated/opentelemetry/proto/trace/v1/trace_pb";
import { LOGS, METRICS, TRACES } from "../signals";
import { decodeJson } from "./decode-json";
import { decodeProtobuf } from "./decode-protobuf";

type AnyValue = MessageInitShape<typeof AnyValueSchema>;

const body = (bytes: Uint8Array): RequestBody => ({ mediaType: "", bytes, reserve: () => {} });
const bodyOf = (json: unknown): RequestBody =>
  body(Buffer.from(typeof json === "string" ? json : JSON.stringify(json)));

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const nanos = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const text = fc.string({ unit: "grapheme", maxLength: 20 });
const { value: anyValue } = fc.letrec<{ value: AnyValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant<AnyValue>({}),
    text.map<AnyValue>((value) => ({ value: { case: "stringValue", value } })),
    fc.boolean().map<AnyValue>((value) => ({ value: { case: "boolValue", value } })),
    // NaN is not equal to itself, so a separate test below covers it.
    fc
      .double({ noNaN: true })
      .map<AnyValue>((value) => ({ value: { case: "doubleValue", value } })),
    bytes(5).map<AnyValue>((value) => ({ value: { case: "bytesValue", value } })),
    fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      .map<AnyValue>((value) => ({ value: { case: "intValue", value } })),
    fc
      .array(tie("value"), { maxLength: 3 })
      .map<AnyValue>((values) => ({ value: { case: "arrayValue", value: { values } } })),
    fc
      .array(fc.record({ key: text, value: tie("value") }), { maxLength: 3 })
      .map<AnyValue>((values) => ({ value: { case: "kvlistValue", value: { values } } })),
  ),
}));
const large = (key: string) => ({
  key,
  value: { value: { case: "stringValue" as const, value: "x".repeat(20_000) } },
});
const varint = (number: number) => new BinaryWriter().uint32(number).finish();
const attributes = fc.array(fc.record({ key: text, value: anyValue }), { maxLength: 4 });
const resource = fc.record({ attributes });
const scope = fc.record({ name: text, version: text });

const traces = fc.array(
  fc.record({
    resource,
    scopeSpans: fc.array(
      fc.record({
        scope,
        spans: fc.array(
          fc.record({
            traceId: bytes(16),
            spanId: bytes(8),
            parentSpanId: bytes(8),
            name: text,
            kind: fc.integer({ min: 0, max: 5 }),
            startTimeUnixNano: nanos,
            endTimeUnixNano: nanos,
            attributes,
            status: fc.record({ code: fc.integer({ min: 0, max: 2 }), message: text }),
            events: fc.array(fc.record({ name: text, timeUnixNano: nanos, attributes })),
            links: fc.array(fc.record({ traceId: bytes(16), spanId: bytes(8) })),
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 2 },
);

const logs = fc.array(
  fc.record({
    resource,
    scopeLogs: fc.array(
      fc.record({
        scope,
        logRecords: fc.array(
          fc.record({
            timeUnixNano: nanos,
            observedTimeUnixNano: nanos,
            severityNumber: fc.integer({ min: 0, max: 24 }),
            body: anyValue,
            attributes,
            traceId: bytes(16),
            spanId: bytes(8),
            eventName: text,
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 2 },
);

describe("protobuf and JSON decode to the same request", () => {
  test("traces", async () => {
    await fc.assert(
      fc.asyncProperty(traces, async (resourceSpans) => {
        const schema = ExportTraceServiceRequestSchema;
        const sent = create(schema, { resourceSpans });
        const fromProtobuf = await decodeProtobuf(TRACES, body(toBinary(schema, sent)));
        const fromJson = await decodeJson(TRACES, bodyOf(otlpJson(schema, sent)));
        expect(equals(schema, fromProtobuf, sent)).toBe(true);
        expect(equals(schema, fromJson, sent)).toBe(true);
      }),
    );
  });

  test("logs", async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (resourceLogs) => {
        const schema = ExportLogsServiceRequestSchema;
        const sent = create(schema, { resourceLogs });
        const fromProtobuf = await decodeProtobuf(LOGS, body(toBinary(schema, sent)));
        const fromJson = await decodeJson(LOGS, bodyOf(otlpJson(schema, sent)));
        expect(equals(schema, fromProtobuf, sent)).toBe(true);
        expect(equals(schema, fromJson, sent)).toBe(true);
      }),
    );
  });
});

/** An attribute of 20 kB, which is decoded on its own, with further values in it. */
const largeAttribute: fc.Arbitrary<{ key: string; value: AnyValue }> = fc
  .tuple(text, anyValue, fc.boolean())
  .map(([key, value, isList]) => {
    const long: AnyValue = { value: { case: "stringValue", value: "x".repeat(20_000) } };
    const values = [long, value];
    return {
      key,
      value: isList
        ? { value: { case: "arrayValue", value: { values } } }
        : {
            value: {
              case: "kvlistValue",
              value: { values: values.map((value) => ({ key, value })) },
            },
          },
    };
  });

test("messages that are too large to be decoded at once decode to the same request", async () => {
  const schema = ExportTraceServiceRequestSchema;
  const spans = fc.array(
    fc.record({
      name: text,
      attributes: fc.array(largeAttribute, { maxLength: 3 }),
      spanId: bytes(8),
    }),
    { maxLength: 4 },
  );
  const requests = fc.array(
    fc.record({
      resource: fc.record({ attributes: fc.array(largeAttribute, { maxLength: 2 }) }),
      scopeSpans: fc.array(fc.record({ scope, spans, schemaUrl: text }), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(requests, async (resourceSpans) => {
      const sent = create(schema, { resourceSpans });
      expect(equals(schema, await decodeProtobuf(TRACES, body(toBinary(schema, sent))), sent)).toBe(
        true,
      );
      expect(equals(schema, await decodeJson(TRACES, bodyOf(otlpJson(schema, sent))), sent)).toBe(
        true,
      );
    }),
  );
});

test("a message that is sent in two parts is merged, however large the parts are", async () => {
  const schema = ExportTraceServiceRequestSchema;
  const part = (name: string) =>
    toBinary(
      ResourceSpansSchema,
      create(ResourceSpansSchema, { resource: { attributes: [large(name)] } }),
    );
  const both = Buffer.concat([part("a"), part("b")]);
  const sent = Buffer.concat([Buffer.from([0x0a]), varint(both.length), both]);
  const decoded = await decodeProtobuf(TRACES, body(sent));
  expect(equals(schema, decoded, fromBinary(schema, sent))).toBe(true);
  expect(decoded.resourceSpans[0]?.resource?.attributes.map(({ key }) => key)).toEqual(["a", "b"]);
});

test("decoding a large request lets others run", async () => {
  const schema = ExportTraceServiceRequestSchema;
  const spans = Array.from({ length: 30_000 }, () => ({
    attributes: [{ key: "k" }, { key: "l" }],
  }));
  const sent = create(schema, { resourceSpans: [{ scopeSpans: [{ spans }] }] });
  for (const decode of [
    () => decodeProtobuf(TRACES, body(toBinary(schema, sent))),
    () => decodeJson(TRACES, bodyOf(otlpJson(schema, sent))),
  ]) {
    let others = 0;
    const other = setInterval(() => {
      others += 1;
    }, 0);
    await decode();
    clearInterval(other);
    expect(others).toBeGreaterThan(3);
  }
});

test("NaN decodes from protobuf and JSON", async () => {
  const schema = ExportTraceServiceRequestSchema;
  const value: AnyValue = { value: { case: "doubleValue", value: Number.NaN } };
  const sent = create(schema, {
    resourceSpans: [{ resource: { attributes: [{ key: "cost", value }] } }],
  });
  expect(await decodeProtobuf(TRACES, body(toBinary(schema, sent)))).toEqual(sent);
  expect(await decodeJson(TRACES, bodyOf(otlpJson(schema, sent)))).toEqual(sent);
});

/** Generates a corrupted request, in which some bytes are changed, removed or inserted. */
const corrupted = (sent: fc.Arbitrary<Uint8Array>) =>
  fc
    .tuple(sent, fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.uint8Array({ maxLength: 8 }))))
    .map(([whole, changes]) =>
      changes.reduce<Uint8Array>((left, [where, removed, put]) => {
        const at = where % (left.length + 1);
        return Buffer.concat([left.subarray(0, at), put, left.subarray(at + removed)]);
      }, whole),
    );

test.each([
  ["protobuf", decodeProtobuf, (sent: Uint8Array) => sent],
  [
    "JSON",
    decodeJson,
    (sent: Uint8Array) =>
      Buffer.from(
        JSON.stringify(
          otlpJson(
            ExportTraceServiceRequestSchema,
            fromBinary(ExportTraceServiceRequestSchema, sent),
          ),
        ),
      ),
  ],
])("a corrupted request is decoded or rejected: %s", async (_, decode, encode) => {
  const schema = ExportTraceServiceRequestSchema;
  const sent = traces.map((resourceSpans) =>
    encode(toBinary(schema, create(schema, { resourceSpans }))),
  );
  await fc.assert(
    fc.asyncProperty(corrupted(sent), async (bytes) => {
      try {
        await decode(TRACES, body(bytes));
      } catch (error) {
        expect(error).toMatchObject({
          status: expect.toSatisfy((status) => [400, 413].includes(status)),
        });
      }
    }),
    { numRuns: 500 },
  );
});

describe("OTLP's JSON", () => {
  const span = async (members: object) => {
    const request = { resourceSpans: [{ scopeSpans: [{ spans: [members] }] }] };
    return (await decodeJson(TRACES, bodyOf(request))).resourceSpans[0]?.scopeSpans[0]?.spans[0];
  };

  test("ids are hexadecimal in either case", async () => {
    expect(
      await span({ traceId: "5B8EFFF798038103D269B633813FC60C", spanId: "eee19b7ec3c1b174" }),
    ).toMatchObject({
      traceId: Uint8Array.from(Buffer.from("5b8efff798038103d269b633813fc60c", "hex")),
      spanId: Uint8Array.from(Buffer.from("eee19b7ec3c1b174", "hex")),
    });
  });

  test.each(["W47/95gDgQPSabYzgT/GDA==", "5b8", "not hex", "🤖"])(
    "an id that is not hexadecimal is empty: %s",
    async (traceId) => {
      expect(await span({ traceId, name: "kept" })).toMatchObject({
        traceId: new Uint8Array(),
        name: "kept",
      });
    },
  );

  test.each([
    ["a string", "1544712660300000000"],
    ["a number", 1544712660300000000],
  ])("a 64-bit integer may be %s", async (_, startTimeUnixNano) => {
    expect((await span({ startTimeUnixNano }))?.startTimeUnixNano).toBe(1544712660300000000n);
  });

  test("an enum is a number, and may be one that is not defined", async () => {
    expect([(await span({ kind: 3 }))?.kind, (await span({ kind: 77 }))?.kind]).toEqual([3, 77]);
  });

  test("unknown members are ignored, and null is the same as absent", async () => {
    const members = { name: "kept", new: [{ deep: {} }], parentSpanId: null };
    expect((await span(members))?.name).toBe("kept");
  });

  test("an attribute with the name of an id stays as it is", async () => {
    const attribute = { key: "traceId", value: { stringValue: "5b" } };
    const value = { case: "stringValue", value: "5b" };
    expect((await span({ attributes: [attribute] }))?.attributes).toMatchObject([
      { key: "traceId", value: { value } },
    ]);
  });

  test("half a character and a byte order mark do not make the request invalid", async () => {
    const json = Buffer.from('\ufeff{"resourceSpans":[{"schemaUrl":"caf\u00e9 \\ud83d"}]}');
    const cut = Buffer.from(json.filter((byte) => byte !== 0xa9));
    expect((await decodeJson(TRACES, body(cut))).resourceSpans[0]?.schemaUrl).toBe(
      "caf\ufffd \ud83d",
    );
  });
});

test("protobuf text that was cut within a character does not make the request invalid", async () => {
  const schema = ExportTraceServiceRequestSchema;
  const sent = toBinary(schema, create(schema, { resourceSpans: [{ schemaUrl: "café" }] }));
  const cut = sent.with(sent.length - 1, 0x20);
  expect((await decodeProtobuf(TRACES, body(cut))).resourceSpans[0]?.schemaUrl).toBe("caf\ufffd ");
});

test("unknown fields in protobuf are ignored", async () => {
  const unknown = Uint8Array.of(0xa2, 0x06, 0x02, 0x08, 0x01, 0xa8, 0x06, 0x05);
  expect((await decodeProtobuf(TRACES, body(unknown))).resourceSpans).toEqual([]);
});

test("lists of numbers may be packed or not", async () => {
  const schema = ExportMetricsServiceRequestSchema;
  const histogram = { dataPoints: [{ bucketCounts: [1n, 2n], explicitBounds: [0.5, 1.5] }] };
  const metric = { name: "m", data: { case: "histogram", value: histogram } } as const;
  const sent = create(schema, { resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] });
  const packed = await decodeProtobuf(METRICS, body(toBinary(schema, sent)));
  expect(equals(schema, packed, sent)).toBe(true);
});
