import fc from "fast-check";

const TEXTS = [
  "a",
  "x".repeat(128),
  "x".repeat(129),
  "x".repeat(300),
  "x".repeat(301),
  "",
  "a\nb",
  7,
  null,
  {},
];
const TIMES = [
  "2026-05-20T12:00:00.123456789+02:00",
  "2026-05-20",
  "2026-02-30T00:00:00Z",
  0,
  null,
  "",
];
const COUNTS = [0, 1e12, 1e12 + 1, -1, 0.5, "1", null, 1e308];
const COSTS = [
  0,
  0.1,
  1e-7,
  1e6,
  1e6 + 1,
  -1,
  "0.1",
  "1E-7",
  "1e7",
  "-1",
  "",
  "999999.9",
  "1000000.0",
  "1000000.1",
  null,
  true,
];
const STATUSES = ["completed", "running", "queued", "done", "", null, 1];

/** Valid and invalid values of each field. */
const FIELDS: Readonly<Record<string, readonly unknown[]>> = {
  id: TEXTS,
  source: TEXTS,
  type: [
    "usage",
    "run",
    "job",
    "a.usage",
    "a.b.run",
    "x.job",
    "usages",
    ".run",
    "charge",
    "",
    null,
    1,
  ],
  time: TIMES,
  startedAt: TIMES,
  run: TEXTS,
  job: TEXTS,
  agent: TEXTS,
  provider: TEXTS,
  model: TEXTS,
  responseId: TEXTS,
  trigger: TEXTS,
  inputTokens: COUNTS,
  outputTokens: COUNTS,
  cacheReadTokens: COUNTS,
  reasoningTokens: COUNTS,
  cost: COSTS,
  status: STATUSES,
  subject: TEXTS,
  specversion: ["1.0", "0.3", 1, null],
  datacontenttype: [
    "application/json",
    "application/json; charset=utf-8",
    "application/x+json",
    "text/xml",
    null,
  ],
  data: [{}, [], null, "x"],
  other: [{ deep: [1] }],
};

const change = fc
  .constantFrom(...Object.keys(FIELDS))
  .chain((field) =>
    fc.tuple(fc.constant(field), fc.constantFrom(undefined, ...(FIELDS[field] ?? []))),
  );

/** Generates copies of the object with other values in some fields, or with some fields missing. */
const changed = (valid: object) =>
  fc
    .array(change, { maxLength: 4 })
    .map((changes) => ({ ...valid, ...Object.fromEntries(changes) }));

const USAGE = { model: "m", inputTokens: 1, outputTokens: 2 };
const RUN = { run: "r", status: "running" };
const JOB = { run: "r", job: "j", status: "completed" };

/** Returns the event as a server receives it. JSON encoding removes undefined fields. */
const throughJson = (event: object): unknown => JSON.parse(JSON.stringify(event));

/** Generates an event, which is valid about half the time. */
export const anyEvent = fc
  .oneof(
    changed({ id: "a", ...USAGE }),
    changed({ id: "a", type: "run", ...RUN }),
    changed({ id: "a", type: "job", ...JOB }),
  )
  .map(({ specversion: _, ...event }) => throughJson(event));

const inEnvelope = (type: string, data: object) =>
  changed(data).chain((data) => changed({ specversion: "1.0", id: "a", source: "s", type, data }));

/** Generates a CloudEvent, which is valid about half the time. */
export const anyCloudEvent = fc
  .oneof(
    inEnvelope("com.example.usage", USAGE),
    inEnvelope("com.example.run", RUN),
    inEnvelope("job", JOB),
  )
  .map(throughJson);
