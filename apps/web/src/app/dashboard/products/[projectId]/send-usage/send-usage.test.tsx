import type { Role } from "@ai-cost/domain";
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import {
  conflict,
  internalError,
  type Procedures,
  renderWithProcedures,
} from "@/trpc/testing/render-with-procedures";
import { AS_OF, aCharge, aProject, PROJECT_ID } from "../testing/outputs";
import { SendUsage } from "./send-usage";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const KEY_TEXT = "aicost_01938f2e7c0070008000000000000a71_secret";

const aKey = (parts: Record<string, unknown> = {}) => ({
  keyId: "01938f2e-7c00-7000-8000-00000000e001",
  name: "laptop",
  lastCharacters: "cret",
  createdBy: "owner@example.com",
  createdAt: "2026-11-14T09:41:07.123Z",
  lastUsedAt: null as string | null,
  revokedAt: null as string | null,
  ...parts,
});

interface Options {
  role?: Role;
  procedures?: Procedures;
  search?: string;
  knownChargeIds?: readonly string[];
}

function show({ role = "owner", procedures, search = "", knownChargeIds = [] }: Options = {}) {
  return renderWithProcedures(
    <SendUsage
      project={aProject({ role })}
      publicUrl="https://cost.example.com"
      asOf={AS_OF}
      knownChargeIds={knownChargeIds}
    />,
    {
      procedures: {
        "ingestKeys.list": () => [],
        "ingestKeys.create": ({ name }: { name: string }) => ({
          keyId: aKey().keyId,
          name,
          lastCharacters: "cret",
          text: KEY_TEXT,
        }),
        "ingestKeys.revoke": () => aKey({ revokedAt: AS_OF }),
        "aiCost.getRecentTransactions": () => [],
        ...procedures,
      },
      search,
    },
  );
}

const lines = () => screen.getAllByRole("figure").map(({ textContent }) => textContent);

describe("the key", () => {
  test("is created with its name, shown once, and used in the lines until it is hidden", async () => {
    const { user, inputsOf, queryClient } = show();
    expect(lines().join()).toContain("Authorization=Bearer YOUR_KEY");
    await user.type(screen.getByLabelText("Name of the key"), "laptop");
    await user.click(screen.getByRole("button", { name: "Create key" }));

    const heading = await screen.findByRole("heading", { name: /The key laptop was created/ });
    expect(document.activeElement).toBe(heading);
    expect(inputsOf("ingestKeys.create")).toEqual([{ projectId: PROJECT_ID, name: "laptop" }]);
    expect(lines().filter((text) => text.includes(KEY_TEXT))).toHaveLength(3);

    await user.click(screen.getByRole("button", { name: "Hide the key" }));
    expect(document.body.innerHTML).not.toContain(KEY_TEXT);
    expect(lines().join()).toContain("YOUR_KEY");
    const kept = queryClient
      .getMutationCache()
      .getAll()
      .map(({ state }) => state.data);
    expect(JSON.stringify([kept, { ...localStorage }, location.href])).not.toContain(KEY_TEXT);
  });

  test("that was refused is explained at its name", async () => {
    const message = "This project already has 50 active keys, which is the maximum.";
    const { user } = show({ procedures: { "ingestKeys.create": () => conflict(message) } });
    await user.type(screen.getByLabelText("Name of the key"), "laptop");
    await user.click(screen.getByRole("button", { name: "Create key" }));
    expect(await screen.findByText(message)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("Name of the key").value).toBe("laptop");
  });

  test.each(["owner", "admin"] as const)("can be created by an %s", (role) => {
    show({ role });
    expect(screen.getByRole("button", { name: "Create key" })).toBeTruthy();
  });

  test("cannot be created or revoked by a member, who reads who can", async () => {
    show({ role: "member", procedures: { "ingestKeys.list": () => [aKey()] } });
    expect(screen.getByText(/Only owners and admins can create keys/)).toBeTruthy();
    expect(await screen.findByRole("row", { name: /laptop/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Create|Revoke/ })).toBeNull();
  });
});

describe("the lines", () => {
  test("are those of the source in the address", () => {
    show({ search: "?source=codex" });
    expect(screen.getByRole("radio", { name: "Codex", checked: true })).toBeTruthy();
    expect(lines().join()).toContain("https://cost.example.com/api/otel/v1/logs");
  });

  test("of an unknown source are those of the first one", () => {
    show({ search: "?source=carrier-pigeon" });
    expect(screen.getByRole("radio", { name: "Claude Code", checked: true })).toBeTruthy();
  });

  test("change with the selected source, which Back undoes", async () => {
    const { user, urlUpdates } = show();
    await user.click(screen.getByRole("radio", { name: "LiteLLM" }));
    expect(lines().join()).toContain("/api/v1/litellm");
    await waitFor(() =>
      expect(urlUpdates).toEqual([{ queryString: "?source=litellm", history: "push" }]),
    );
  });

  test("are copied exactly", async () => {
    const { user } = show();
    await user.click(screen.getByRole("button", { name: "Copy: Shell" }));
    const copied = await navigator.clipboard.readText();
    expect(copied.split("\n")[0]).toBe("export CLAUDE_CODE_ENABLE_TELEMETRY=1");
    expect(copied.split("\n")).toHaveLength(6);
    expect(await screen.findByText("Copied", { selector: "[role=status]" })).toBeTruthy();
  });

  test("are selected where the browser denies the clipboard", async () => {
    const { user } = show();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    await user.click(screen.getByRole("button", { name: "Copy: Shell" }));
    expect(await screen.findByText(/Selected/, { selector: "[role=status]" })).toBeTruthy();
    expect(String(getSelection())).toContain("export OTEL_LOGS_EXPORTER=otlp");
  });
});

describe("the first event", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());

  test("is polled every two seconds, and shown when it arrives", async () => {
    let charges: unknown[] = [];
    const { inputsOf } = show({ procedures: { "aiCost.getRecentTransactions": () => charges } });
    expect(await screen.findByText("Waiting for the first event…")).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(4000));
    expect(inputsOf("aiCost.getRecentTransactions").length).toBeGreaterThanOrEqual(3);

    charges = [aCharge()];
    await act(() => vi.advanceTimersByTimeAsync(2000));
    const card = screen.getByRole("region", { name: "See it arrive" });
    expect(within(card).getByRole("status").textContent).toBe("The first event has arrived.");
    expect(card.textContent).toContain("Research");
    expect(card.textContent).toContain("claude-sonnet-4-5");
    expect(card.textContent).toContain("$0.1595");
    expect(within(card).getByRole("link", { name: "See the spend" }).getAttribute("href")).toBe(
      `/dashboard/products/${PROJECT_ID}/ai-cost`,
    );
  });

  test("refreshes the keys at once, so that none is shown as never used", async () => {
    let charges: unknown[] = [];
    const { inputsOf } = show({
      procedures: {
        "aiCost.getRecentTransactions": () => charges,
        "ingestKeys.list": () => [aKey({ lastUsedAt: charges.length > 0 ? AS_OF : null })],
      },
    });
    expect((await screen.findByRole("row", { name: /laptop/ })).textContent).toContain("never");
    charges = [aCharge()];
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(screen.getByText("The first event has arrived.")).toBeTruthy();
    expect(screen.getByRole("row", { name: /laptop/ }).textContent).not.toContain("never");
    expect(inputsOf("ingestKeys.list")).toHaveLength(2);
  });

  test("of a product with usage is the first new one", async () => {
    const known = aCharge();
    let charges = [known];
    show({
      knownChargeIds: [known.id],
      procedures: { "aiCost.getRecentTransactions": () => charges },
    });
    expect(await screen.findByText("Waiting for the next event…")).toBeTruthy();
    charges = [
      aCharge({ id: "01938f2e-7c00-7000-8000-00000000c003", model: "second" }),
      aCharge({ id: "01938f2e-7c00-7000-8000-00000000c002", model: "first", cost: null }),
      known,
    ];
    await act(() => vi.advanceTimersByTimeAsync(2000));
    const card = screen.getByRole("region", { name: "See it arrive" });
    expect(card.textContent).toContain("first");
    expect(card.textContent).toContain("1 more call");
    expect(card.textContent).toContain("Price unknown");
  });

  test("that is not a model call is explained", async () => {
    const lastUsedAt = new Date(Date.parse(AS_OF) + 1).toISOString();
    show({ procedures: { "ingestKeys.list": () => [aKey({ lastUsedAt })] } });
    expect(await screen.findByText(/A key of this product was used/)).toBeTruthy();
  });

  test("is still polled when the server does not respond", async () => {
    show({ procedures: { "aiCost.getRecentTransactions": internalError } });
    expect(await screen.findByText(/keeps trying/)).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(screen.getByText(/keeps trying/)).toBeTruthy();
    expect(screen.getByText("Waiting for the first event…")).toBeTruthy();
  });
});

describe("the keys", () => {
  const list = () => [
    aKey(),
    aKey({ keyId: "k2", name: "ci", lastCharacters: "9f-_", revokedAt: AS_OF, lastUsedAt: AS_OF }),
  ];

  test("are listed with their last characters, their last use and whether they are revoked", async () => {
    show({ procedures: { "ingestKeys.list": list } });
    const laptop = await screen.findByRole("row", { name: /laptop/ });
    expect(laptop.textContent).toContain("…cret");
    expect(laptop.textContent).toContain("never");
    const ci = screen.getByRole("row", { name: /ci/ });
    expect(ci.textContent).toContain("Revoked");
    expect(within(ci).queryByRole("button")).toBeNull();
  });

  test("are revoked after a confirmation", async () => {
    const { user, inputsOf } = show({ procedures: { "ingestKeys.list": list } });
    await user.click(await screen.findByRole("button", { name: "Revoke laptop, …cret" }));
    expect(inputsOf("ingestKeys.revoke")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Revoke the key" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf("ingestKeys.revoke")).toEqual([{ projectId: PROJECT_ID, keyId: aKey().keyId }]);
  });

  test("that cannot be loaded do not affect the rest", async () => {
    show({ procedures: { "ingestKeys.list": internalError } });
    expect((await screen.findByRole("alert")).textContent).toContain(
      "The keys could not be loaded.",
    );
    expect(screen.getByRole("button", { name: "Create key" })).toBeTruthy();
  });
});
