import type { Role } from "@ai-cost/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import {
  conflict,
  deferred,
  internalError,
  type Procedures,
  renderWithProcedures,
} from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, PROJECT_ID } from "../testing/outputs";
import { PricesAndAgents } from "./prices-and-agents";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const LLAMA = {
  model: "llama-70b",
  inputUsdPerMillion: 0.2,
  outputUsdPerMillion: 0.6,
  cacheReadUsdPerMillion: 0.05,
  cacheWriteUsdPerMillion: null,
  updatedAt: AS_OF,
};

const unpriced = (model: string | null, charges = 3, hasPrice = false) => ({
  model,
  charges,
  inputTokens: 12_000,
  outputTokens: 800,
  lastSeenAt: AS_OF,
  isAtLeast: charges > 1000,
  hasPrice,
});

const PREVIEW = {
  charges: 1016,
  amount: 12.3,
  unpriced: 2,
  months: [
    { month: "2026-11", charges: 1000, amount: 12 },
    { month: "2026-10", charges: 16, amount: 0.3 },
  ],
  isAtLeast: false,
};
const APPLIED = { charges: 1000, amount: 12, unpriced: 2, refused: 0, refusal: null, last: "c-1" };

const NAMES = {
  defaultAgentType: null as string | null,
  mappings: [{ agentName: "Triage", agentType: "research", updatedAt: AS_OF }],
  unmappedNames: ["Night Owl"],
};

function show({ role = "owner", procedures = {} }: { role?: Role; procedures?: Procedures } = {}) {
  return renderWithProcedures(<PricesAndAgents project={aProject({ role })} asOf={AS_OF} />, {
    procedures: {
      "modelPrices.list": () => ({
        prices: [LLAMA],
        unpricedModels: [unpriced("house-7b"), unpriced("Llama-70B", 1400, true), unpriced(null)],
      }),
      "agentNames.list": () => NAMES,
      "modelPrices.previewPastCharges": () => PREVIEW,
      ...procedures,
    },
  });
}

const region = (name: string) => screen.findByRole("region", { name });
const row = async (name: RegExp, inRegion: string) =>
  within(await region(inRegion)).findByRole("row", { name });

describe("models without a price", () => {
  test("are listed with their charges", async () => {
    show();
    expect((await row(/house-7b/, "Models without a price")).textContent).toContain("3 charges");
    expect((await row(/Llama-70B/, "Models without a price")).textContent).toContain(
      "at least 1,400 charges",
    );
  });

  test("can get a price, or apply the one that they have, unless the report has no model", async () => {
    show();
    const card = within(await region("Models without a price"));
    const buttons = (await card.findAllByRole("button")).map((button) => button.ariaLabel);
    expect(buttons).toEqual([
      "Set price of house-7b",
      "Apply the price to past charges of Llama-70B",
    ]);
    expect(card.getByText("No model reported")).toBeTruthy();
  });

  test("say that every call has a cost when there are none", async () => {
    show({ procedures: { "modelPrices.list": () => ({ prices: [], unpricedModels: [] }) } });
    expect(await screen.findByText("Every call has a cost.")).toBeTruthy();
    expect(screen.getByText("No custom prices yet.")).toBeTruthy();
  });
});

describe("a price", () => {
  test("is set in dollars per million tokens; an empty field is left out, 0 is a price", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Set price of house-7b" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.type(dialog.getByLabelText("Input"), "0.075");
    await user.type(dialog.getByLabelText("Output"), "0");
    await user.click(dialog.getByRole("button", { name: "Save price" }));
    await user.click(await screen.findByRole("button", { name: "Not now" }));
    expect(inputsOf("modelPrices.applyToPastCharges")).toEqual([]);
    expect(inputsOf("modelPrices.set")).toEqual([
      {
        projectId: PROJECT_ID,
        model: "house-7b",
        inputUsdPerMillion: 0.075,
        outputUsdPerMillion: 0,
      },
    ]);
    expect(inputsOf("modelPrices.list")).toHaveLength(2);
  });

  test("that is invalid is marked at its field, and nothing is sent", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Set price of house-7b" }));
    await user.type(screen.getByLabelText("Input"), "a lot");
    await user.click(screen.getByRole("button", { name: "Save price" }));
    for (const side of ["Input", "Output"])
      expect(screen.getByLabelText(side).getAttribute("aria-invalid")).toBe("true");
    expect(inputsOf("modelPrices.set")).toEqual([]);
  });

  test("is edited from its current value, and removed after a confirmation", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Edit price of llama-70b" }));
    expect(screen.getByLabelText<HTMLInputElement>("Input").value).toBe("0.2");
    expect(screen.getByLabelText<HTMLInputElement>("Cache write").value).toBe("");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "Remove price of llama-70b" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf("modelPrices.remove")).toEqual([{ projectId: PROJECT_ID, model: "llama-70b" }]);
  });

  test("that was refused is explained in the dialog, which stays open", async () => {
    const { user } = show({
      procedures: { "modelPrices.set": () => conflict("Too many prices.") },
    });
    await user.click(await screen.findByRole("button", { name: "Edit price of llama-70b" }));
    await user.click(screen.getByRole("button", { name: "Save price" }));
    expect((await screen.findByRole("alert")).textContent).toBe("Too many prices.");
  });
});

describe("a price is applied to past charges", () => {
  const LAST = { ...APPLIED, charges: 16, amount: 0.3, unpriced: 0, last: null };
  const open = async (procedures: Procedures = {}) => {
    const shown = show({ procedures });
    await shown.user.click(await screen.findByRole("button", { name: /^Apply the price to/ }));
    return { ...shown, dialog: await screen.findByRole("dialog") };
  };
  const start = async (procedures: Procedures) => {
    const shown = await open(procedures);
    await shown.user.click(await screen.findByRole("button", { name: "Apply to 1,016 charges" }));
    return shown;
  };

  test("after a preview of their number and what each month gets", async () => {
    const { dialog, user } = await open();
    const months = await within(dialog).findAllByRole("row");
    expect(months.slice(1).map(({ textContent }) => textContent)).toEqual([
      "November 20261,000 charges$12.00",
      "October 202616 charges$0.30",
    ]);
    expect(dialog.textContent).toContain("Adds $12.30 for 1,016 charges recorded without a price.");
    expect(dialog.textContent).toContain("2 charges stay without a price");
    await user.click(within(dialog).getByRole("button", { name: "Not now" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("a thousand at a time, with the progress and then the result", async () => {
    const second = deferred();
    const { user, inputsOf } = await start({
      "modelPrices.applyToPastCharges": ({ before }: { before?: string }) =>
        before ? second.promise : APPLIED,
    });
    expect(await screen.findByText("1,000 of 1,016 charges priced")).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("98");
    second.resolve(LAST);
    const result = await screen.findByText(/^1,016 charges priced/);
    expect(result.textContent).toBe("1,016 charges priced, $12.30 added.");
    const model = { projectId: PROJECT_ID, model: "Llama-70B" };
    expect(inputsOf("modelPrices.applyToPastCharges")).toEqual([
      model,
      { ...model, before: "c-1" },
    ]);
    await user.click(screen.getByRole("button", { name: "Done" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(inputsOf("modelPrices.list").length).toBeGreaterThan(1);
  });

  test("and stopped: the next thousand are not asked for", async () => {
    const first = deferred();
    const { user, inputsOf } = await start({
      "modelPrices.applyToPastCharges": () => first.promise,
    });
    await user.click(await screen.findByRole("button", { name: "Stop" }));
    first.resolve(APPLIED);
    await waitFor(() => expect(inputsOf("modelPrices.list").length).toBeGreaterThan(1));
    expect(inputsOf("modelPrices.applyToPastCharges")).toHaveLength(1);
  });

  test("and continued after a failure", async () => {
    let isDown = true;
    const { user } = await start({
      "modelPrices.applyToPastCharges": () => (isDown ? internalError() : LAST),
    });
    expect((await screen.findByRole("alert")).textContent).toContain("Something went wrong");
    isDown = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/16 charges priced/)).toBeTruthy();
  });

  test("and says which could not be priced", async () => {
    await start({
      "modelPrices.applyToPastCharges": () => ({ ...LAST, refused: 1, refusal: "it is too much" }),
    });
    expect(await screen.findByText("1 charge could not be priced: it is too much.")).toBeTruthy();
  });

  test("unless there is none that would get a price", async () => {
    await open({
      "modelPrices.previewPastCharges": () => ({ ...PREVIEW, charges: 0, amount: 0, months: [] }),
    });
    expect(await screen.findByText("No past charge would get a price.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Apply to/ })).toBeNull();
  });
});

describe("agent names", () => {
  test("are listed: the default, names that are set, names that were only reported", async () => {
    show();
    const card = within(await region("Agent names"));
    const names = (await card.findAllByRole("rowheader")).map(({ textContent }) => textContent);
    expect(names).toEqual(["Reports without a name", "Triage", "Night Owl"]);
    expect((await row(/Triage/, "Agent names")).textContent).toContain("Research");
    expect((await row(/Night Owl/, "Agent names")).textContent).toContain("Derived from the name");
  });

  test.each([
    ["Set agent type of Night Owl", "Night Owl"],
    ["Set agent type of reports without a name", ""],
  ])("%s", async (button, agentName) => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: button }));
    await user.type(screen.getByLabelText("Agent type"), "security");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf("agentNames.set")).toEqual([
      { projectId: PROJECT_ID, agentName, agentType: "security" },
    ]);
  });

  test("can be removed", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Remove agent type of Triage" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
    await waitFor(() =>
      expect(inputsOf("agentNames.remove")).toEqual([
        { projectId: PROJECT_ID, agentName: "Triage" },
      ]),
    );
  });
});

test("a member reads everything, changes nothing, and reads who can", async () => {
  show({ role: "member" });
  await screen.findByRole("row", { name: /house-7b/ });
  expect(screen.getByText(/Owners and admins can change this/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("one part that cannot be loaded does not affect the other", async () => {
  show({ procedures: { "agentNames.list": internalError } });
  expect((await screen.findByRole("alert")).textContent).toContain(
    "agent names could not be loaded",
  );
  expect(await screen.findByRole("row", { name: /house-7b/ })).toBeTruthy();
});
