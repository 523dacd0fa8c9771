import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { polyfillPopovers } from "@/components/menu/popover-element.testing";
import { type Procedures, renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { AS_OF, MONTHS, PROJECT_ID } from "../testing/outputs";
import { aListedRun } from "../testing/runs";
import { aBreakdown, type UsageInput } from "../testing/usage";
import { RunList } from "./run-list";

beforeAll(polyfillPopovers);
afterEach(cleanup);

const page = (runs = [aListedRun()], next: string | null = null) => ({ runs, next });

function show({ search = "", procedures = {} }: { search?: string; procedures?: Procedures } = {}) {
  return renderWithProcedures(<RunList projectId={PROJECT_ID} asOf={AS_OF} />, {
    procedures: {
      "pipelineRuns.list": () => page(),
      "aiCost.getMonthsWithData": () => MONTHS,
      "aiCost.getBreakdown": (input: UsageInput) => aBreakdown(input),
      ...procedures,
    },
    search,
  });
}

const rows = async () => (await screen.findAllByRole("row")).slice(1).map((row) => row.textContent);

test("a run is listed with its name, state, figures and multiple of the typical cost", async () => {
  show();
  expect(await rows()).toEqual([
    "atlas-nightly…deadbeefCompletedschedule14 Nov, 09:4139 min 2 sResearch, Testing41 jobs1 failed9M tokens$38.102.5× the typical $15.24 for schedule runs",
  ]);
  expect(screen.getByRole("link", { name: "atlas-nightly" }).getAttribute("href")).toBe(
    `/dashboard/products/${PROJECT_ID}/pipelines/${aListedRun().runId}`,
  );
});

test("what is not known is a dash, never zero", async () => {
  show({
    procedures: {
      "pipelineRuns.list": () =>
        page([
          aListedRun({
            externalId: null,
            trigger: null,
            status: "running",
            finishedAt: null,
            jobsEndedAt: "2026-11-14T10:00:00.000Z",
            cost: 0,
            unpricedCharges: 3,
          }),
        ]),
    },
  });
  const [row] = await rows();
  expect(row).toContain("…deadbeefEnded, not reportedlast activity 14 Nov, 10:00—");
  expect(row?.endsWith("——")).toBe(true);
});

test("the address has the filters, the sort and the month", async () => {
  const { inputsOf } = show({
    search:
      "?month=2026-10&status=failed&trigger=retry&agent=testing&sort=cost&direction=ascending&search=night",
  });
  await rows();
  expect(inputsOf("pipelineRuns.list")).toEqual([
    {
      projectId: PROJECT_ID,
      month: "2026-10",
      sort: "cost",
      direction: "ascending",
      search: "night",
      statuses: ["failed"],
      triggers: ["retry"],
      agentTypes: ["testing"],
    },
  ]);
});

test("a search, a filter and a sort ask for other runs", async () => {
  const { user, inputsOf } = show();
  await rows();
  await user.type(screen.getByRole("searchbox"), " billing ");
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "In progress");
  await user.click(within(screen.getByRole("columnheader", { name: /Cost/ })).getByRole("button"));
  await waitFor(() =>
    expect(inputsOf("pipelineRuns.list").at(-1)).toMatchObject({
      month: "2026-11",
      search: "billing",
      statuses: ["unfinished"],
      sort: "cost",
      direction: "descending",
    }),
  );
});

test("further runs are loaded after the last one that was looked at", async () => {
  const { user, inputsOf } = show({
    procedures: {
      "pipelineRuns.list": ({ after }: { after?: string }) =>
        after === undefined
          ? page([aListedRun()], "a-run")
          : page([aListedRun({ runId: "another", externalId: "atlas-older" })]),
    },
  });
  await user.click(await screen.findByRole("button", { name: "Load more" }));
  expect(await screen.findByRole("link", { name: "atlas-older" })).toBeTruthy();
  expect(inputsOf("pipelineRuns.list").at(-1)).toMatchObject({ after: "a-run" });
  expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
});

test("a filter that finds nothing says so, and can be looked for further or cleared", async () => {
  const { user, inputsOf } = show({
    search: "?search=nothing&day=2026-11-14",
    procedures: { "pipelineRuns.list": () => page([], "a-run") },
  });
  expect(await screen.findByText("None of the first 1,000 runs matches.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Look further" })).toBeTruthy();
  expect(screen.getByRole("button", { name: /Started on Sat 14 Nov 2026/ })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Clear the filters" }));
  await waitFor(() =>
    expect(inputsOf("pipelineRuns.list").at(-1)).toEqual({
      projectId: PROJECT_ID,
      day: "2026-11-14",
      sort: "start",
      direction: "descending",
    }),
  );
});

test("a month without runs says what will be here", async () => {
  show({ procedures: { "pipelineRuns.list": () => page([]) } });
  expect(await screen.findByText("No run used anything in November 2026.")).toBeTruthy();
});
