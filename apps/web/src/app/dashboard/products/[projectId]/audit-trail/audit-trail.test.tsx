import type { Role } from "@ai-cost/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Answers,
  failure,
  later,
  renderWithAnswers,
} from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, PROJECT_ID } from "../testing/outputs";
import { AuditTrail } from "./audit-trail";
import type { Change } from "./outputs";

afterEach(cleanup);

const aChange = (parts: Partial<Change> = {}): Change => ({
  id: "01938f2e-7c00-7000-8000-00000000e001",
  at: "2026-11-23T21:30:07.123Z",
  action: "budget.set",
  actor: { name: "Olga", email: "olga@example.com" },
  from: "100.00",
  to: "250.00",
  ...parts,
});

/** So many changes, newest first, ids counted on from `first`. */
const manyChanges = (count: number, first = 0): Change[] =>
  Array.from({ length: count }, (_, index) =>
    aChange({ id: `01938f2e-7c00-7000-8000-${String(first + index).padStart(12, "0")}` }),
  );

function show(changes: Answers[string] | Change[], role: Role = "owner") {
  const list = Array.isArray(changes) ? () => changes : changes;
  return renderWithAnswers(<AuditTrail project={aProject({ role })} asOf={AS_OF} />, {
    answers: { "auditEvents.list": list },
  });
}

/** Without looking at roles, which is slow for many rows. */
const shownRows = () => document.querySelectorAll("tbody tr").length;

async function cells() {
  await screen.findByRole("table", { name: "Changes, newest first" });
  const rows = screen.getAllByRole<HTMLTableRowElement>("row").slice(1);
  return rows.map((row) => [...row.cells].map(({ textContent }) => textContent));
}

describe("a change", () => {
  test("says what, from, to, by whom with the address, and when in UTC", async () => {
    show([aChange()]);
    expect(await cells()).toEqual([
      ["Set the monthly budget", "$100.00", " → $250.00", "Olga olga@example.com", "23 Nov, 21:30"],
    ]);
    expect(screen.getByRole("columnheader", { name: "When, UTC" })).toBeTruthy();
    const time = screen.getByTitle("2026-11-23 21:30:07.123 UTC");
    expect([time.tagName, time.getAttribute("datetime")]).toEqual([
      "TIME",
      "2026-11-23T21:30:07.123Z",
    ]);
  });

  test("without a before or an after says only what there is", async () => {
    show([
      aChange({ id: "a", action: "member.add", from: null, to: "member max@example.com" }),
      aChange({ id: "b", action: "ingest-key.revoke", from: "laptop (…wxyz)", to: null }),
    ]);
    expect((await cells()).map((row) => row.slice(0, 3))).toEqual([
      ["Added a member", "", "member max@example.com"],
      ["Revoked a key", "laptop (…wxyz)", ""],
    ]);
  });

  test("of an account that is gone, or of an action that is not known here, stays", async () => {
    show([aChange({ action: "webhook.add", actor: null, from: null, to: "a webhook" })]);
    expect((await cells())[0]?.slice(0, 4)).toEqual([
      "webhook.add",
      "",
      "a webhook",
      "An account that is gone",
    ]);
  });

  test.each([
    "<script>document.title = 'mine'</script>",
    "\u202Ereversed",
    "שלום",
    "a\u200Bb",
    "W".repeat(200),
  ])("shows what people wrote as text, apart from all around it: %j", async (text) => {
    show([
      aChange({
        action: "ingest-key.create",
        from: text,
        to: text,
        actor: { name: text, email: text },
      }),
    ]);
    expect((await cells())[0]?.slice(1, 4)).toEqual([text, ` → ${text}`, `${text} ${text}`]);
    const row = screen.getAllByRole("row")[1];
    const isolated = [...(row?.querySelectorAll("bdi") ?? [])].map(
      ({ textContent }) => textContent,
    );
    expect(isolated.filter((part) => part === text)).toHaveLength(4);
    expect(row?.querySelector("script")).toBeNull();
  });
});

test("until the changes are there, it says that they are read", async () => {
  const { promise, resolve } = later();
  show(() => promise);
  expect(screen.getByRole("status").textContent).toBe("Reading the changes");
  resolve([aChange()]);
  expect(await cells()).toHaveLength(1);
  expect(screen.queryByRole("status")).toBeNull();
});

test("where nothing was changed, it says what will be here", async () => {
  show([]);
  expect(await screen.findByText("No change yet.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("changes that cannot be read bear the request's id and can be asked for again", async () => {
  let isFailing = true;
  const { user } = show(() => (isFailing ? failure() : [aChange()]));
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("The changes could not be read.")).toBeTruthy();
  expect(alert.getByText("6f6b2a1e")).toBeTruthy();
  isFailing = false;
  await user.click(alert.getByRole("button", { name: "Try again" }));
  expect(await cells()).toHaveLength(1);
});

test("an admin reads it; a member is told who does, and nothing is asked", async () => {
  show([aChange()], "admin");
  expect(await cells()).toHaveLength(1);
  cleanup();
  const { asked } = show([aChange()], "member");
  expect(screen.getByText("Only owners and admins read it. Ask one of them.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
  expect(asked).toEqual([]);
});

describe("earlier changes", () => {
  const first = manyChanges(50);

  test("are asked for by the last one seen, while there are any", async () => {
    const { user, inputsOf } = show(({ before }: { before?: string }) =>
      before === undefined ? first : manyChanges(2, 50),
    );
    await user.click(await screen.findByRole("button", { name: "Show earlier changes" }));
    await waitFor(() => expect(shownRows()).toBe(52));
    expect(inputsOf("auditEvents.list")).toEqual([
      { projectId: PROJECT_ID },
      { projectId: PROJECT_ID, before: first.at(-1)?.id },
    ]);
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("that cannot be read leave the others standing and can be asked for again", async () => {
    const { user } = show(({ before }: { before?: string }) =>
      before === undefined ? first : failure(),
    );
    await user.click(await screen.findByRole("button", { name: "Show earlier changes" }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "The earlier changes could not be read. Nothing is lost; try again.",
    );
    expect(shownRows()).toBe(50);
    expect(screen.getByRole("button", { name: "Show earlier changes" })).toBeTruthy();
  });
});

/** A page from which a person goes elsewhere and comes back. */
function Visits() {
  const [isHere, setIsHere] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setIsHere(!isHere)}>
        {isHere ? "Go" : "Come back"}
      </button>
      {isHere && <AuditTrail project={aProject()} asOf={AS_OF} />}
    </>
  );
}

test("whoever comes back from a change finds it, however soon", async () => {
  const kept = [aChange()];
  const { user } = renderWithAnswers(<Visits />, {
    answers: { "auditEvents.list": () => [...kept] },
  });
  expect(await cells()).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Go" }));
  kept.unshift(aChange({ id: "made elsewhere" }));
  await user.click(screen.getByRole("button", { name: "Come back" }));
  await waitFor(async () => expect(await cells()).toHaveLength(2));
});
