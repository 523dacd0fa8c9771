import type { Role } from "@ai-cost/domain";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { TRPCClientError } from "@trpc/client";
import { afterEach, expect, test } from "vitest";
import { MembersView } from "./members-view";

afterEach(cleanup);

const PEOPLE = [
  { email: "olga@example.com", role: "owner" },
  { email: "anna@example.com", role: "admin" },
  { email: "max@example.com", role: "member" },
  { email: "mia@example.com", role: "member" },
] as const;

const YOU = { owner: "olga@example.com", admin: "anna@example.com", member: "max@example.com" };

/** Renders the page for a person with `actorRole`, and records the changes that it requests. */
function show(actorRole: Role, refusal?: string) {
  const changes: unknown[][] = [];
  async function change(...args: unknown[]) {
    changes.push(args);
    if (!refusal) return;
    const data = { code: "CONFLICT", httpStatus: 409 };
    throw TRPCClientError.from({ error: { code: -32009, message: refusal, data } });
  }
  render(
    <MembersView
      projectName="Atlas"
      members={PEOPLE.map((person) => ({ ...person, isYou: person.email === YOU[actorRole] }))}
      onAdd={async (email, role) => {
        await change("add", email, role);
        return { email, role };
      }}
      onChangeRole={(email, role) => change("change", email, role)}
      onRemove={({ email }) => change("remove", email)}
    />,
  );
  return changes;
}

const rowOf = (email: string) => within(screen.getByRole("row", { name: new RegExp(email) }));
const names = (role: string) =>
  screen.queryAllByRole(role).map((element) => element.getAttribute("aria-label"));

test("everyone is listed by address and role", () => {
  show("member");
  const rows = screen.getAllByRole<HTMLTableRowElement>("row").slice(1);
  expect(rows.map(({ cells }) => [cells[0]?.textContent, cells[1]?.textContent])).toEqual([
    ["olga@example.com", "Owner"],
    ["anna@example.com", "Admin"],
    ["max@example.com (you)", "Member"],
    ["mia@example.com", "Member"],
  ]);
});

test("an owner can change and remove everyone", () => {
  show("owner");
  expect(screen.getAllByRole("combobox", { name: /^Role of/ })).toHaveLength(4);
  expect(names("button")).toEqual([
    null,
    "Leave this product",
    "Remove anna@example.com",
    "Remove max@example.com",
    "Remove mia@example.com",
  ]);
});

test("an admin adds and removes members, and reads who can do the rest", () => {
  show("admin");
  expect(screen.queryByRole("combobox", { name: /^Role of/ })).toBeNull();
  const roles = within(screen.getByLabelText("Role")).getAllByRole("option");
  expect(roles.map(({ textContent }) => textContent)).toEqual(["Member"]);
  expect(names("button")).toEqual([
    null,
    "Leave this product",
    "Remove max@example.com",
    "Remove mia@example.com",
  ]);
  expect(screen.getByText("Only owners can add, change or remove owners and admins.")).toBeTruthy();
});

test("a member can only leave, and reads who manages members", () => {
  show("member");
  expect(names("button")).toEqual(["Leave this product"]);
  expect(screen.getByText(/Only owners and admins can add and remove members/)).toBeTruthy();
});

test("an added address is named with its role, and the field is empty for the next", async () => {
  const changes = show("owner");
  await userEvent.type(screen.getByLabelText("E-mail"), "new@example.com");
  await userEvent.selectOptions(screen.getByLabelText("Role"), "Admin");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  expect((await screen.findByRole("status")).textContent).toBe(
    "new@example.com is listed as admin.",
  );
  expect(changes).toEqual([["add", "new@example.com", "admin"]]);
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("");
});

test("a refused change is explained next to its control", async () => {
  const refusal = "A project needs at least one owner. Make another member an owner first.";
  const changes = show("owner", refusal);
  const row = rowOf("olga@example.com");
  await userEvent.selectOptions(row.getByRole("combobox"), "Member");
  expect((await row.findByRole("alert")).textContent).toBe(refusal);
  expect(changes).toEqual([["change", "olga@example.com", "member"]]);
  expect(row.getByRole<HTMLSelectElement>("combobox").value).toBe("owner");
});
