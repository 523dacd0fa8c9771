import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { TenantDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { recordCalls } from "../calls/record-calls";
import { recordedUsage } from "../testing/recorded-usage";
import { reportedCall } from "../testing/reported-call";
import { receiveUpload, type UploadContext } from "./receive-upload";
import type { UploadLine, UploadOutcome } from "./upload-line";
import type { UploadOptionsInput } from "./upload-options";

const NOW = new Date("2026-12-01T12:00:00Z");
const database = testDatabase();
let projectId = "";
let strangerId = "";
const onRecording = vi.fn<(fileName: string) => Promise<void>>();
const onRecorded = vi.fn<(imported: { fileName: string; rows: number }) => Promise<void>>();

beforeEach(async () => {
  projectId = await makeProject(database.db);
  strangerId = await makeProject(database.db);
  onRecording.mockReset();
  onRecorded.mockReset();
});

const context = () => ({
  db: database.tenantOf(projectId),
  projectId,
  clock: () => NOW,
  log: { warn: vi.fn(), error: vi.fn() },
  requestId: "request-1",
  onRecording,
  onRecorded,
});

interface Upload {
  content: string | Buffer | ReadableStream<Uint8Array>;
  name?: string;
  mode?: string;
  options?: UploadOptionsInput | string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function requestOf({ content, name = "usage.csv", mode = "import", options, ...init }: Upload) {
  const url = new URL("http://localhost/api/usage-imports");
  url.searchParams.set("name", name);
  url.searchParams.set("mode", mode);
  if (options !== undefined)
    url.searchParams.set(
      "options",
      typeof options === "string" ? options : JSON.stringify(options),
    );
  const body = content instanceof Buffer ? new Uint8Array(content) : content;
  return new Request(url, { method: "POST", body, duplex: "half", ...init } as RequestInit);
}

async function linesOf(response: Response): Promise<UploadLine[]> {
  const text = await response.text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as UploadLine);
}

async function send(upload: Upload, more: Partial<UploadContext> = {}): Promise<UploadOutcome> {
  const lines = await linesOf(await receiveUpload(requestOf(upload), { ...context(), ...more }));
  const outcome = lines.at(-1);
  if (!outcome || outcome.type === "progress") throw new Error("there is no outcome");
  return outcome;
}

const storedFiles = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith("ai-cost-upload-"));

const CSV = `when,model,in,out
2026-11-24T10:00:00Z,gpt-5,1000,100
2026-11-24T11:00:00Z,gpt-5,1000,100
2026-10-31T11:00:00Z,gpt-5-mini,10,1
never,gpt-5,1000,100
`;
const MAPPING = {
  time: "when",
  inputTokens: "in",
  outputTokens: "out",
  model: "model",
  provider: "=openai",
};
const REJECTED = [{ line: 5, reason: expect.stringContaining("never") }];
const EXPORT = readFileSync(
  fileURLToPath(
    new URL(
      "../../../../../shared/data/clients/files/f01-openai-completions-usage.csv",
      import.meta.url,
    ),
  ),
);

test("the limits of new names apply to an import", async () => {
  const newNamesPerDay = { agentTypes: 5, models: 1 };
  const options = { mapping: MAPPING };
  expect(await send({ content: CSV, options }, { newNamesPerDay })).toMatchObject({
    totals: { recorded: 3 },
  });
  const models = await database.sql`
    select canonical_model as model from credit_transactions where project_id = ${projectId}
    order by occurred_at desc`;
  expect(models).toEqual([{ model: "gpt-5" }, { model: "gpt-5" }, { model: "unknown" }]);
});

describe("a preview", () => {
  test("of a recognised export has its format and its totals by month and model", async () => {
    expect(await send({ content: EXPORT, mode: "preview" })).toMatchObject({
      type: "previewed",
      format: "OpenAI usage export",
      totals: { rowsRead: 2, rejected: 0 },
      mainMonth: "2026-11",
      stoppedBy: null,
    });
    expect((await recordedUsage(database, projectId)).charges).toEqual([]);
    expect(onRecording).not.toHaveBeenCalled();
  });

  test("of a file that is not recognised has its columns", async () => {
    expect(await send({ content: CSV, mode: "preview" })).toEqual({
      type: "unrecognised",
      columns: ["when", "model", "in", "out"],
    });
  });

  test("of mapped columns has the groups and the rejected rows", async () => {
    const options = { mapping: MAPPING };
    const outcome = await send({ content: gzipSync(CSV), mode: "preview", options });
    expect(outcome).toMatchObject({
      type: "previewed",
      format: null,
      totals: { rowsRead: 4, rejected: 1, inputTokens: 2010, outputTokens: 201 },
      groups: [
        { month: "2026-10", model: "gpt-5-mini", rowsRead: 1 },
        { month: "2026-11", model: "gpt-5", rowsRead: 2, cost: 0.0045 },
      ],
      mainMonth: "2026-11",
      rejectedRows: REJECTED,
    });
  });

  test("of a table with a column that would be lost is refused, with the file's own name", async () => {
    const content = CSV.replaceAll(/$/gm, ",5").replace("out,5", "out,cached_tokens");
    const options = { mapping: { ...MAPPING, time: "hour" } };
    const outcomes = [
      await send({ content, mode: "preview", options: { mapping: MAPPING } }),
      await send({ content: CSV, name: "my usage.csv", mode: "preview", options }),
      await send({ content: Buffer.from("PK\u0003\u0004zip"), name: "usage.zip", mode: "preview" }),
    ];
    expect(outcomes.map(({ type }) => type)).toEqual(["refused", "refused", "refused"]);
    expect(JSON.stringify(outcomes)).toContain("cached_tokens");
    expect(JSON.stringify(outcomes)).toContain('\\"usage.zip\\" is a zip archive');
    expect(JSON.stringify(outcomes)).not.toContain(tmpdir());
  });
});

describe("an import", () => {
  const options = { mapping: MAPPING };

  test("records the valid rows once, and only in its project", async () => {
    expect(await send({ content: CSV, options })).toMatchObject({
      type: "imported",
      totals: { rowsRead: 4, recorded: 3, duplicate: 0, rejected: 1, inputTokens: 2010 },
      rejectedRows: REJECTED,
    });
    expect(await send({ content: CSV, options })).toMatchObject({
      totals: { recorded: 0, duplicate: 3, rejected: 1 },
    });
    expect((await recordedUsage(database, projectId)).charges).toHaveLength(3);
    expect((await recordedUsage(database, strangerId)).charges).toEqual([]);
    expect(onRecording.mock.calls).toEqual([["usage.csv"], ["usage.csv"]]);
    expect(onRecorded.mock.calls).toEqual([
      [{ fileName: "usage.csv", rows: 3 }],
      [{ fileName: "usage.csv", rows: 0 }],
    ]);
  });

  test("says that it begins before it records anything", async () => {
    onRecording.mockRejectedValue(new Error("the audit trail is out of reach"));
    expect(await send({ content: CSV, options })).toMatchObject({ type: "failed" });
    expect((await recordedUsage(database, projectId)).charges).toEqual([]);
    expect(onRecorded).not.toHaveBeenCalled();
  });

  test("leaves no file, whether it succeeds or fails", async () => {
    const before = storedFiles();
    await send({ content: CSV, options });
    await send({ content: CSV });
    await send({ content: Buffer.from([0x1f, 0x8b, 1, 2, 3]), options });
    await receiveUpload(requestOf({ content: brokenBody(), options }), context());
    expect(storedFiles()).toEqual(before);
  });

  test("of sums is refused for days with live calls, unless the person chooses", async () => {
    const day = "2026-11-23";
    await recordCalls({ ...context(), now: NOW }, [
      reportedCall({ occurredAt: new Date(`${day}T12:00:00Z`), provider: "openai" }),
    ]);
    const content = `start_time_iso,num_model_requests,model,input_tokens,output_tokens
${day},1,gpt-5,10,1
2026-11-24,1,gpt-5,20,2
`;
    const refused = {
      type: "overlapping",
      dayCount: 1,
      days: [{ provider: "openai", day }],
    };
    expect(await send({ content, mode: "preview" })).toEqual(refused);
    expect(await send({ content })).toEqual(refused);
    expect(onRecording).not.toHaveBeenCalled();

    const missing = { content, options: { overlap: "only missing days" } } as const;
    expect(await send({ ...missing, mode: "preview" })).toMatchObject({
      totals: { leftOut: 1, inputTokens: 20 },
    });
    expect(await send(missing)).toMatchObject({ totals: { leftOut: 1, recorded: 1 } });
    expect(await send({ content, options: { overlap: "beside" } })).toMatchObject({
      totals: { leftOut: 0, recorded: 1, duplicate: 1 },
    });
  });

  test("reports its progress, stops when the client disconnects, and resumes when it is sent again", async () => {
    const rows = Array.from({ length: 8_000 }, (_, row) => `2026-11-24,gpt-5,${row + 1},1`);
    const content = ["when,model,in,out", ...rows].join("\n");
    const response = await receiveUpload(requestOf({ content, options }), {
      ...context(),
      db: slowly(database.tenantOf(projectId)),
    });
    for await (const progress of progressOf(response)) {
      expect(progress).toMatchObject({ type: "progress", share: expect.any(Number) });
      break;
    }
    await vi.waitFor(() => expect(onRecorded).toHaveBeenCalled(), 10_000);
    const [[stopped] = []] = onRecorded.mock.calls;
    expect(stopped?.rows).toBeLessThan(8_000);

    expect(await send({ content, options })).toMatchObject({
      totals: { recorded: 8_000 - (stopped?.rows ?? 0), duplicate: stopped?.rows },
    });
  });
});

/** The progress after the first batch. When the caller stops reading, the client disconnects. */
async function* progressOf({ body }: Response) {
  for await (const chunk of body ?? []) {
    const lines = new TextDecoder().decode(chunk).trimEnd().split("\n");
    const progress = lines.map((line) => JSON.parse(line) as UploadLine);
    yield* progress.filter((line) => line.type === "progress" && line.rowsRead > 1000);
  }
}

/**
 * A database in which each transaction takes some time, so that an import does not end before its first
 * progress report.
 */
const slowly = (db: TenantDatabase): TenantDatabase => ({
  ...db,
  write: (work) => sleep(100).then(() => db.write(work)),
  writeAtOnce: (statement) => sleep(100).then(() => db.writeAtOnce(statement)),
});

function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(CSV));
    },
    pull(controller) {
      controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
    },
  });
}

describe("a request", () => {
  const statusAndMessage = async (upload: Upload) => {
    const response = await receiveUpload(requestOf(upload), context());
    return [
      response.status,
      ((await response.json()) as { error: { message: string } }).error.message,
    ];
  };

  test.each<[string, Upload, number, RegExp]>([
    ["without a mode", { content: CSV, mode: "" }, 400, /mode preview or import/],
    ["without a name", { content: CSV, name: "" }, 400, /file's name/],
    ["with options that are no JSON", { content: CSV, options: "{" }, 400, /not valid JSON/],
    ["with an unknown option", { content: CSV, options: '{"a":1}' }, 400, /options are invalid/],
    [
      "with a mapping without a cost",
      { content: CSV, options: { mapping: { ...MAPPING, model: null } } },
      400,
      /what the tokens cost/,
    ],
    [
      "with a file that is announced as too large",
      { content: CSV, headers: { "content-length": String(257 * 1024 * 1024) } },
      413,
      /up to 256 MiB here/,
    ],
    ["whose connection closes", { content: brokenBody() }, 400, /connection closed/],
  ])("%s is refused", async (_, upload, status, message) => {
    expect(await statusAndMessage(upload)).toEqual([status, expect.stringMatching(message)]);
  });

  test("with a file that is too large without a declared size is refused, and the file is deleted", async () => {
    const before = storedFiles();
    const chunk = new Uint8Array(32 * 1024 * 1024);
    let sent = 0;
    const content = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent++ < 9) controller.enqueue(chunk);
        else controller.close();
      },
    });
    expect((await statusAndMessage({ content }))[0]).toBe(413);
    expect(storedFiles()).toEqual(before);
  });

  test("is refused while two of its project are in progress, and requests of other projects are not", async () => {
    const held = Array.from({ length: 2 }, () => new TransformStream<Uint8Array, Uint8Array>());
    const pending = held.map(({ readable }) =>
      receiveUpload(requestOf({ content: readable }), context()),
    );
    const refused = await receiveUpload(requestOf({ content: CSV }), context());
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    const other = { ...context(), projectId: await makeProject(database.db) };
    expect((await receiveUpload(requestOf({ content: CSV }), other)).status).toBe(200);
    await Promise.all(held.map(({ writable }) => writable.close()));
    for (const response of await Promise.all(pending)) await response.text();
    expect((await receiveUpload(requestOf({ content: CSV }), context())).status).toBe(200);
  });

  test("in which the database fails gets a line of the type failed, and is logged", async () => {
    const failing = { ...context(), db: { ...database.tenantOf(projectId), read: fail } };
    const response = await receiveUpload(requestOf({ content: EXPORT }), failing);
    expect(await linesOf(response)).toEqual([
      { type: "failed", reason: "Something went wrong on our side.", requestId: "request-1" },
    ]);
    expect(failing.log.error).toHaveBeenCalledOnce();
  });
});

const fail = () => Promise.reject(new Error("a secret"));
