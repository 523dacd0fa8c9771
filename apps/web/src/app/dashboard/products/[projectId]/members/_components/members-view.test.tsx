import type { Role } from "@ai-cost/domain";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { TRPCClientError } from "@trpc/client";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import type { Invitation } from "../outputs";
import { MembersView } from "./members-view";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const PEOPLE = [
  { email: "olga@example.com", role: "owner" },
  { email: "anna@example.com", role: "admin" },
  { email: "max@example.com", role: "member" },
  { email: "mia@example.com", role: "member" },
] as const;

const YOU = { owner: "olga@example.com", admin: "anna@example.com", member: "max@example.com" };

const OLGA = { name: "Olga", email: "olga@example.com" };
const AS_OF = "2026-11-23T21:30:00.000Z";
const IN_A_WEEK = "2026-11-30T21:30:00.000Z";
const LINK = "https://cost.example.com/invitations/inv_token";

const anInvitation = (parts: Partial<Invitation> = {}): Invitation => ({
  email: "ines@example.com",
  role: "member",
  inviter: OLGA,
  expiresAt: IN_A_WEEK,
  isExpired: false,
  ...parts,
});

interface Shown {
  refusal?: string;
  invitations?: Invitation[];
  isMailed?: boolean;
  people?: readonly { email: string; role: Role }[];
}

/** Renders the page for a person with `actorRole`, and records the changes that it requests. */
function show(actorRole: Role, shown: Shown = {}) {
  const { refusal, invitations = [], isMailed = false, people = PEOPLE } = shown;
  const changes: unknown[][] = [];
  async function change(...args: unknown[]) {
    changes.push(args);
    if (!refusal) return;
    const data = { code: "CONFLICT", httpStatus: 409 };
    throw TRPCClientError.from({ error: { code: -32009, message: refusal, data } });
  }
  const link = { expiresAt: IN_A_WEEK, link: isMailed ? null : LINK };
  render(
    <MembersView
      projectName="Atlas"
      members={people.map((person) => ({ ...person, isYou: person.email === YOU[actorRole] }))}
      pending={{ asOf: AS_OF, isMailed, invitations }}
      onInvite={async (email, role) => {
        await change("invite", email, role);
        return { email, role, ...link };
      }}
      onRenew={async (email) => {
        await change("renew", email);
        return { email, role: "member", ...link };
      }}
      onChangeInvitedRole={(email, role) => change("change invited", email, role)}
      onRevoke={(email) => change("revoke", email)}
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

test("an owner can change and remove everyone, but the only owner cannot leave", () => {
  show("owner");
  expect(screen.getAllByRole("combobox", { name: /^Role of/ })).toHaveLength(4);
  expect(names("button")).toEqual([
    null,
    "Remove anna@example.com",
    "Remove max@example.com",
    "Remove mia@example.com",
  ]);
  expect(screen.getByText(/You are the only owner/)).toBeTruthy();
});

test("one of two owners can leave, after a question that says what follows", async () => {
  const second = { email: "otto@example.com", role: "owner" as const };
  const changes = show("owner", { people: [...PEOPLE, second] });
  await userEvent.click(screen.getByRole("button", { name: "Leave this product" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/To come back you need an invitation/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Leave" }));
  expect(changes).toEqual([["remove", "olga@example.com"]]);
});

test("an admin invites and removes members, and reads who can do the rest", () => {
  const invitations = [anInvitation(), anInvitation({ email: "ada@example.com", role: "admin" })];
  show("admin", { invitations });
  expect(screen.queryByRole("combobox", { name: /^Role of/ })).toBeNull();
  const roles = within(screen.getByLabelText("Role")).getAllByRole("option");
  expect(roles.map(({ textContent }) => textContent)).toEqual(["Member"]);
  expect(names("button")).toEqual([
    null,
    "New link for ines@example.com",
    "Revoke the invitation of ines@example.com",
    "Leave this product",
    "Remove max@example.com",
    "Remove mia@example.com",
  ]);
  expect(
    screen.getByText("Only owners can invite, change or remove owners and admins."),
  ).toBeTruthy();
});

test("a member can only leave, and reads who manages members", () => {
  show("member", { invitations: [anInvitation()] });
  expect(names("button")).toEqual(["Leave this product"]);
  expect(screen.getByText(/Only owners and admins can invite and remove members/)).toBeTruthy();
});

describe("an invitation", () => {
  async function invite() {
    await userEvent.type(screen.getByLabelText("E-mail"), "new@example.com");
    await userEvent.selectOptions(screen.getByLabelText("Role"), "Admin");
    await userEvent.click(screen.getByRole("button", { name: "Invite" }));
  }

  test("shows its link once, with the focus on it, and empties the field", async () => {
    const changes = show("owner");
    await invite();
    const heading = await screen.findByRole("heading", {
      name: "Send this link to new@example.com.",
    });
    expect(document.activeElement).toBe(heading);
    expect(screen.getByText(LINK)).toBeTruthy();
    expect(changes).toEqual([["invite", "new@example.com", "admin"]]);
    expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("");
    await userEvent.click(screen.getByRole("button", { name: "Hide the link" }));
    expect(screen.queryByText(LINK)).toBeNull();
  });

  test("that is sent by e-mail says so and shows no link", async () => {
    show("owner", { isMailed: true });
    expect(screen.getByText(/They get an e-mail with a link/)).toBeTruthy();
    await invite();
    expect(
      await screen.findByRole("heading", { name: "An e-mail is on its way to new@example.com." }),
    ).toBeTruthy();
    expect(screen.queryByText(/inv_/)).toBeNull();
  });

  test("that is refused is explained at its field, and the address stays", async () => {
    show("owner", { refusal: "new@example.com is already a member." });
    await invite();
    expect(await screen.findByText("New@example.com is already a member.")).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("new@example.com");
  });
});

describe("the pending invitations", () => {
  const rows = () =>
    within(screen.getByRole("table", { name: /^Invitations/ }))
      .getAllByRole<HTMLTableRowElement>("row")
      .slice(1)
      .map(({ cells }) => [0, 2, 3].map((index) => cells[index]?.textContent));

  test("show who invited and until when, and which have expired or have no link", () => {
    show("member", {
      invitations: [
        anInvitation({ email: "a@example.com" }),
        anInvitation({ email: "b@example.com", isExpired: true }),
        anInvitation({ email: "c@example.com", inviter: null, expiresAt: null }),
      ],
    });
    expect(rows()).toEqual([
      ["a@example.com", " by Olga", " until 30 Nov, 21:30"],
      ["b@example.com", " by Olga", "Expired"],
      ["c@example.com", "—", "No link yet"],
    ]);
  });

  test("are not shown when there are none", () => {
    show("owner");
    expect(screen.queryByRole("region", { name: "Pending invitations" })).toBeNull();
  });

  test("get a new link, another role, and an end", async () => {
    const changes = show("owner", { invitations: [anInvitation()] });
    await userEvent.click(screen.getByRole("button", { name: "New link for ines@example.com" }));
    expect(await screen.findByText(LINK)).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText("Role of ines@example.com"), "Admin");
    await userEvent.click(
      screen.getByRole("button", { name: "Revoke the invitation of ines@example.com" }),
    );
    await userEvent.click(
      within(screen.getByRole("dialog")).getByRole("button", { name: "Revoke" }),
    );
    expect(changes).toEqual([
      ["renew", "ines@example.com"],
      ["change invited", "ines@example.com", "admin"],
      ["revoke", "ines@example.com"],
    ]);
    expect(screen.queryByText(LINK)).toBeNull();
  });

  test("are sent again where there is a mail server", async () => {
    const changes = show("owner", { invitations: [anInvitation()], isMailed: true });
    await userEvent.click(screen.getByRole("button", { name: "Send again for ines@example.com" }));
    expect(changes).toEqual([["renew", "ines@example.com"]]);
    expect(await screen.findByRole("heading", { name: /on its way to ines/ })).toBeTruthy();
  });
});

test("a refused change is explained next to its control", async () => {
  const refusal = "A project needs at least one owner. Make another member an owner first.";
  const changes = show("owner", { refusal });
  const row = rowOf("olga@example.com");
  await userEvent.selectOptions(row.getByRole("combobox"), "Member");
  expect((await row.findByRole("alert")).textContent).toBe(refusal);
  expect(changes).toEqual([["change", "olga@example.com", "member"]]);
  expect(row.getByRole<HTMLSelectElement>("combobox").value).toBe("owner");
});
