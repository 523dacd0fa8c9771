import type { Role } from "@ai-cost/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { UploadOutcome, UploadTotals } from "@/app/api/usage-imports/upload";
import { deferred, renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { aProject, PROJECT_ID } from "../../testing/outputs";
import { ImportFiles } from "./import-files";
import type { UploadRequest, UploadResult } from "./upload-file";

afterEach(cleanup);

const totals = (parts: Partial<UploadTotals> = {}): UploadTotals => ({
  rowsRead: 3,
  recorded: 0,
  duplicate: 0,
  rejected: 1,
  leftOut: 0,
  unpriced: 0,
  unknownInput: 0,
  unknownOutput: 0,
  cost: 0.2255,
  inputTokens: 300_000,
  outputTokens: 24_000,
  ...parts,
});
const REJECTED = [{ line: 4, reason: '"31/02" is a date that does not exist; give --date-order' }];

const previewed = (parts: Partial<Extract<UploadOutcome, { type: "previewed" }>> = {}) =>
  ({
    type: "previewed",
    format: "OpenAI usage export",
    totals: totals(),
    groups: [{ month: "2026-11", model: "gpt-5", ...totals({ rowsRead: 2, rejected: 0 }) }],
    moreGroups: 0,
    mainMonth: "2026-11",
    rejectedRows: REJECTED,
    stoppedBy: null,
    ...parts,
  }) satisfies UploadOutcome;
const imported = (parts: Partial<UploadTotals> = {}): UploadOutcome => ({
  type: "imported",
  totals: totals({ recorded: 2, ...parts }),
  rejectedRows: REJECTED,
  stoppedBy: null,
});

type Answer = UploadResult | Promise<UploadResult> | ((request: UploadRequest) => UploadResult);

/** Renders the page. The uploads get the answers in turn. */
function show(answers: Answer[], role: Role = "owner") {
  const requests: UploadRequest[] = [];
  const rendered = renderWithProcedures(
    <ImportFiles
      project={aProject({ role })}
      maxBytes={1024 * 1024}
      formats={["OpenAI usage export"]}
      send={async (request) => {
        requests.push(request);
        const answer = answers.shift();
        if (!answer) throw new Error("nothing more was expected");
        return typeof answer === "function" ? answer(request) : answer;
      }}
    />,
    { procedures: {} },
  );
  const choose = (...files: File[]) =>
    rendered.user.upload(screen.getByLabelText<HTMLInputElement>(/files$/), files);
  return { ...rendered, requests, choose };
}

const aFile = (name = "usage.csv", content = "a,b") => new File([content], name);
const card = (name = "usage.csv") => screen.findByRole("region", { name });

test("before a file is chosen, the page says what it recognises", () => {
  show([]);
  const formats = screen.getByRole("region", { name: "What can be imported" });
  expect(formats.textContent).toContain("OpenAI usage export");
  expect(formats.textContent).toContain(`--project ${PROJECT_ID}`);
});

test("a file is previewed, imported, and summed up with a link to its month", async () => {
  const { user, requests, choose } = show([previewed(), imported()]);
  await choose(aFile());
  const file = await card();
  await within(file).findByText(/OpenAI usage export/);
  expect(file.textContent).toContain("2 rows");
  expect(file.textContent).toContain("$0.2255");
  expect(within(file).getByRole("row", { name: /gpt-5/ }).textContent).toContain("November 2026");
  const rejected = within(file).getByRole("list", { name: "Rejected rows" });
  expect(rejected.textContent).toBe(
    'Line 4"31/02" is a date that does not exist; give “Order of dates”',
  );
  expect(document.body.textContent).toContain("Nothing is recorded yet");

  await user.click(screen.getByRole("button", { name: "Import 1 file" }));
  const summary = await screen.findByRole("region", { name: "Imported" });
  expect(summary.textContent).toMatch(/Recorded2Duplicates0Rejected1Cost\$0.2255/);
  expect(
    within(summary).getByRole("link", { name: "See November 2026" }).getAttribute("href"),
  ).toBe(`/dashboard/products/${PROJECT_ID}/ai-cost?month=2026-11`);
  expect(requests.map(({ mode, projectId }) => [mode, projectId])).toEqual([
    ["preview", PROJECT_ID],
    ["import", PROJECT_ID],
  ]);
  expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
});

test("files are sent one after the other and summed up together", async () => {
  const { user, requests, choose } = show([
    previewed(),
    previewed({ mainMonth: "2026-10" }),
    imported(),
    imported({ recorded: 0, duplicate: 2 }),
  ]);
  await choose(aFile("one.csv"), aFile("two.csv"));
  await user.click(await screen.findByRole("button", { name: "Import 2 files" }));
  const summary = await screen.findByRole("region", { name: "Imported" });
  expect(summary.textContent).toMatch(/Recorded2Duplicates2Rejected2/);
  expect(requests.map(({ file, mode }) => `${mode} ${file.name}`)).toEqual([
    "preview one.csv",
    "preview two.csv",
    "import one.csv",
    "import two.csv",
  ]);
});

test("a file that is not recognised gets its columns mapped, beginning with a guess", async () => {
  const columns = ["when", "input tokens", "output tokens", "model", "cached"];
  const refused = 'Column "cached" looks like usage. Leave it out with --ignore "cached".';
  const { user, requests, choose } = show([
    { type: "unrecognised", columns },
    { type: "refused", reason: refused },
    previewed({ format: null }),
  ]);
  await choose(aFile());
  const field = async (label: string) => screen.findByLabelText<HTMLInputElement>(label);
  expect((await field("Time")).value).toBe("when");
  expect((await field("Cached input tokens")).value).toBe("cached");
  await user.clear(await field("Cached input tokens"));
  await user.type(await field("Provider"), "=openai");
  const read = () =>
    user.click(screen.getByRole("button", { name: "Show what would be imported" }));
  await read();

  expect((await screen.findByRole("alert")).textContent).toContain("Leave it out with “Columns to");
  await user.type(await field("Columns to leave out"), "cached");
  await read();
  await screen.findByText(/CSV file with the columns/);
  expect(requests.at(-1)?.options).toEqual({
    mapping: {
      time: "when",
      inputTokens: "input tokens",
      outputTokens: "output tokens",
      model: "model",
      provider: "=openai",
    },
    prices: null,
    cacheCounts: null,
    ignoredColumns: ["cached"],
    dateOrder: null,
    decimalSign: null,
  });
});

test.each([
  ["Import only the other days", "only missing days"],
  ["Import all days in addition", "beside"],
] as const)(
  "days that have other usage are named, and the person chooses: %s",
  async (name, overlap) => {
    const days = [{ provider: "openai", day: "2026-11-24" }];
    const { user, requests, choose } = show([
      { type: "overlapping", dayCount: 3, days },
      previewed({ totals: totals({ leftOut: 1 }) }),
      imported({ leftOut: 1 }),
    ]);
    await choose(aFile());
    const file = await card();
    await within(file).findByText(/24 Nov \(openai\) and 2 more days/);
    expect(file.textContent).toContain("3 days of it have other usage");
    expect(screen.queryByRole("button", { name: "Import 1 file" })).toBeNull();
    await user.click(within(file).getByRole("button", { name }));
    expect((await within(file).findByText(/left out/)).textContent).toContain("1 row, 1 left out");
    await user.click(await screen.findByRole("button", { name: "Import 1 file" }));
    await within(file).findByText(/1 rejected, 1 left out/);
    expect(requests.map(({ options }) => options.overlap)).toEqual([undefined, overlap, overlap]);
  },
);

test.each<[string, [string, string][], RegExp]>([
  ["the time", [["Time", ""]], /columns of the time/],
  ["the cost", [], /what the tokens cost/],
  ["one of two prices", [["Input price", "3"]], /go together/],
  ["a price that is no number", [["Input price", "cheap"]], /US dollars per million/],
])("%s is asked for before a file is read", async (_, typed, problem) => {
  const columns = ["time", "input tokens", "output tokens"];
  const { user, requests, choose } = show([{ type: "unrecognised", columns }]);
  await choose(aFile());
  for (const [label, text] of typed) {
    const field = await screen.findByLabelText(label);
    await user.clear(field);
    if (text !== "") await user.type(field, text);
  }
  await user.click(await screen.findByRole("button", { name: "Show what would be imported" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(problem);
  expect(requests).toHaveLength(1);
});

test("progress is shown, and an import that is cancelled can be repeated", async () => {
  const { promise, resolve } = deferred();
  const { user, requests, choose } = show([
    previewed(),
    promise as Promise<UploadResult>,
    previewed(),
  ]);
  await choose(aFile());
  await user.click(await screen.findByRole("button", { name: "Import 1 file" }));
  requests[1]?.onProgress({ stage: "sending", share: 0.5, rowsRead: 0 });
  expect(
    (await screen.findByRole("progressbar", { name: "Uploading usage.csv" })).ariaValueNow ??
      screen.getByRole("progressbar").getAttribute("aria-valuenow"),
  ).toBe("50");
  requests[1]?.onProgress({ stage: "reading", share: 0.25, rowsRead: 1000 });
  expect(await screen.findByText("Importing… 1,000 rows")).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(requests[1]?.signal.aborted).toBe(true);
  resolve({ type: "unfinished", reason: "You cancelled it." });
  expect((await screen.findByRole("alert")).textContent).toBe("You cancelled it.");
  expect(document.body.textContent).toContain("nothing is counted twice");
  await user.click(screen.getByRole("button", { name: "Read the file again" }));
  expect(await screen.findByRole("button", { name: "Import 1 file" })).toBeTruthy();
});

test("a failure has its request id", async () => {
  const { choose } = show([{ type: "failed", reason: "Something went wrong.", requestId: "6f6b" }]);
  await choose(aFile());
  expect((await screen.findByRole("alert")).textContent).toBe("Something went wrong.");
  expect((await card()).textContent).toContain("6f6b");
});

test("a file that is too large is not sent", async () => {
  const { requests, choose } = show([]);
  await choose(aFile("large.csv", "a".repeat(1024 * 1024 + 1)));
  expect((await screen.findByRole("alert")).textContent).toContain("up to 1.0 MiB here");
  expect(requests).toEqual([]);
});

test("a file without valid rows cannot be imported, and a removed one is gone", async () => {
  const { user, choose } = show([
    previewed({ totals: totals({ rowsRead: 1 }), groups: [], mainMonth: null }),
  ]);
  await choose(aFile());
  await screen.findByText(/1 row would not be imported/);
  expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Remove usage.csv" }));
  expect(screen.queryByRole("region", { name: "usage.csv" })).toBeNull();
});

test("files can be dropped", async () => {
  const { requests } = show([previewed()]);
  fireEvent.drop(screen.getByText(/drop them here/), { dataTransfer: { files: [aFile()] } });
  await card();
  await waitFor(() => expect(requests).toHaveLength(1));
});

test("a member reads who can import files, and can choose none", () => {
  show([], "member");
  expect(screen.getByText("Only owners and admins can import files.")).toBeTruthy();
  expect(screen.queryByLabelText(/files$/)).toBeNull();
});
