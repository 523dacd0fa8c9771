import type { Role } from "@ai-cost/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test } from "vitest";
import {
  deferred,
  internalError,
  type Procedures,
  renderWithProcedures,
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

/** Creates `count` changes, newest first, with ids counted from `first`. */
const manyChanges = (count: number, first = 0): Change[] =>
  Array.from({ length: count }, (_, index) =>
    aChange({ id: `01938f2e-7c00-7000-8000-${String(first + index).padStart(12, "0")}` }),
  );

function show(changes: Procedures[string] | Change[], role: Role = "owner") {
  const list = Array.isArray(changes) ? () => changes : changes;
  return renderWithProcedures(<AuditTrail project={aProject({ role })} asOf={AS_OF} />, {
    procedures: { "auditEvents.list": list },
  });
}

/** The number of table rows. It uses a CSS selector because queries by role are slow for many rows. */
const shownRows = () => document.querySelectorAll("tbody tr").length;

async function cells() {
  await screen.findByRole("table", { name: "Changes, newest first" });
  const rows = screen.getAllByRole<HTMLTableRowElement>("row").slice(1);
  return rows.map((row) => [...row.cells].map(({ textContent }) => textContent));
}

describe("a change", () => {
  test("shows the action, both values, the person with their address, and the time in UTC", async () => {
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

  test("without an old or a new value shows only the other", async () => {
    show([
      aChange({ id: "a", action: "member.add", from: null, to: "member max@example.com" }),
      aChange({ id: "b", action: "ingest-key.revoke", from: "laptop (…wxyz)", to: null }),
    ]);
    expect((await cells()).map((row) => row.slice(0, 3))).toEqual([
      ["Added a member", "", "member max@example.com"],
      ["Revoked a key", "laptop (…wxyz)", ""],
    ]);
  });

  test("of a deleted account, or with an unknown action, is shown", async () => {
    show([aChange({ action: "webhook.add", actor: null, from: null, to: "a webhook" })]);
    expect((await cells())[0]?.slice(0, 4)).toEqual([
      "webhook.add",
      "",
      "a webhook",
      "A deleted account",
    ]);
  });

  test.each(["alert-channel.confirm", "alert-channel.unsubscribe"])(
    "%s of somebody without an account is not that of a deleted one",
    async (action) => {
      show([aChange({ action, actor: null, from: null, to: "e-mail team@example.net" })]);
      expect((await cells())[0]?.[3]).toBe("The reader of the address");
    },
  );

  test.each([
    "<script>document.title = 'mine'</script>",
    "\u202Ereversed",
    "שלום",
    "a\u200Bb",
    "W".repeat(200),
  ])("shows what people typed as isolated text: %j", async (text) => {
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

test("while the changes are loading, it says so", async () => {
  const { promise, resolve } = deferred();
  show(() => promise);
  expect(screen.getByRole("status").textContent).toBe("Loading the changes");
  resolve([aChange()]);
  expect(await cells()).toHaveLength(1);
  expect(screen.queryByRole("status")).toBeNull();
});

test("without changes it says what will appear", async () => {
  show([]);
  expect(await screen.findByText("No changes yet.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("changes that cannot be loaded show the request id and can be retried", async () => {
  let isFailing = true;
  const { user } = show(() => (isFailing ? internalError() : [aChange()]));
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("The changes could not be loaded.")).toBeTruthy();
  expect(alert.getByText("6f6b2a1e")).toBeTruthy();
  isFailing = false;
  await user.click(alert.getByRole("button", { name: "Try again" }));
  expect(await cells()).toHaveLength(1);
});

test("an admin can read it; a member reads who can, and nothing is fetched", async () => {
  show([aChange()], "admin");
  expect(await cells()).toHaveLength(1);
  cleanup();
  const { calls } = show([aChange()], "member");
  expect(screen.getByText("Only owners and admins can read the audit trail.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
  expect(calls).toEqual([]);
});

describe("earlier changes", () => {
  const first = manyChanges(50);

  test("are fetched with the id of the last one, while there are any", async () => {
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

  test("that cannot be loaded do not affect the others, and can be retried", async () => {
    const { user } = show(({ before }: { before?: string }) =>
      before === undefined ? first : internalError(),
    );
    await user.click(await screen.findByRole("button", { name: "Show earlier changes" }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "The earlier changes could not be loaded. No data is lost; try again.",
    );
    expect(shownRows()).toBe(50);
    expect(screen.getByRole("button", { name: "Show earlier changes" })).toBeTruthy();
  });
});

/** Mounts and unmounts the audit trail, as when a person leaves the page and returns. */
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

test("a person who returns after a change sees it at once", async () => {
  const changes = [aChange()];
  const { user } = renderWithProcedures(<Visits />, {
    procedures: { "auditEvents.list": () => [...changes] },
  });
  expect(await cells()).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Go" }));
  changes.unshift(aChange({ id: "made elsewhere" }));
  await user.click(screen.getByRole("button", { name: "Come back" }));
  await waitFor(async () => expect(await cells()).toHaveLength(2));
});
