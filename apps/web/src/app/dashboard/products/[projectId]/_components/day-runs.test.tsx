import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { AS_OF, PROJECT_ID } from "../testing/outputs";
import { aListedRun } from "../testing/runs";
import { DayRuns } from "./day-runs";

afterEach(cleanup);

function show(runs: ReturnType<typeof aListedRun>[], next: string | null = null) {
  return renderWithProcedures(<DayRuns projectId={PROJECT_ID} day="2026-11-14" asOf={AS_OF} />, {
    procedures: { "pipelineRuns.list": () => ({ runs, next }) },
  });
}

test("the runs of a day have their name, status, start, agents, tokens and cost, and lead to all of them", async () => {
  const { inputsOf } = show([aListedRun()]);
  expect((await screen.findByRole("listitem")).textContent).toBe(
    "atlas-nightly$38.10Completed09:41 UTCschedule41 jobs9M tokensResearch, Testing1 failed job",
  );
  expect(screen.getByRole("heading").textContent).toBe(
    "1 run that started on this day, most expensive first",
  );
  expect(inputsOf("pipelineRuns.list")).toEqual([
    { projectId: PROJECT_ID, day: "2026-11-14", sort: "cost" },
  ]);
  expect(screen.getByRole("link", { name: /all runs/ }).getAttribute("href")).toBe(
    `/dashboard/products/${PROJECT_ID}/pipelines?day=2026-11-14`,
  );
});

test("when there are more runs than are shown, their number is not claimed", async () => {
  show([aListedRun()], "a-run");
  expect((await screen.findByRole("heading")).textContent).toMatch(/^Runs that started/);
});

test("a day on which no run started says so", async () => {
  show([]);
  expect(await screen.findByText("No run started on this day.")).toBeTruthy();
});
