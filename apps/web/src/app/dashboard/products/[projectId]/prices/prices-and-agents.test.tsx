import type { Role } from "@ai-cost/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { teachDialogs } from "@/components/dialog/dialog-element.testing";
import {
  type Answers,
  failure,
  refusal,
  renderWithAnswers,
} from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, PROJECT_ID } from "../testing/outputs";
import { PricesAndAgents } from "./prices-and-agents";

beforeAll(teachDialogs);
afterEach(cleanup);

const LLAMA = {
  model: "llama-70b",
  inputUsdPerMillion: 0.2,
  outputUsdPerMillion: 0.6,
  cacheReadUsdPerMillion: 0.05,
  cacheWriteUsdPerMillion: null,
  updatedAt: AS_OF,
};

const unpriced = (model: string | null, charges = 3) => ({
  model,
  charges,
  inputTokens: 12_000,
  outputTokens: 800,
  lastSeenAt: AS_OF,
  isAtLeast: charges > 100,
});

const NAMES = {
  defaultAgentType: null as string | null,
  mappings: [{ agentName: "Triage", agentType: "research", updatedAt: AS_OF }],
  unmappedNames: ["Night Owl"],
};

function show({ role = "owner", answers = {} }: { role?: Role; answers?: Answers } = {}) {
  return renderWithAnswers(<PricesAndAgents project={aProject({ role })} asOf={AS_OF} />, {
    answers: {
      "modelPrices.list": () => ({
        prices: [LLAMA],
        unpricedModels: [unpriced("house-7b"), unpriced("Llama-70B", 400), unpriced(null)],
      }),
      "agentNames.list": () => NAMES,
      ...answers,
    },
  });
}

const region = (name: string) => screen.findByRole("region", { name });
const row = async (name: RegExp, inRegion: string) =>
  within(await region(inRegion)).findByRole("row", { name });

describe("models without a price", () => {
  test("are listed with what waits for one, and where a person makes the past right", async () => {
    show();
    expect((await row(/house-7b/, "Models without a price")).textContent).toContain("3 charges");
    expect((await row(/Llama-70B/, "Models without a price")).textContent).toContain(
      "at least 400 charges",
    );
    const card = await region("Models without a price");
    expect(card.textContent).toContain(`npm run prices -- reprice --project ${PROJECT_ID}`);
  });

  test("get a price; one that has it since, however it is spelled, and a report without a model, cannot", async () => {
    show();
    const card = within(await region("Models without a price"));
    const buttons = (await card.findAllByRole("button")).map((button) => button.ariaLabel);
    expect(buttons).toEqual(["Set price of house-7b"]);
    expect((await row(/Llama-70B/, "Models without a price")).textContent).toContain("Price set");
    expect(card.getByText("No model was named")).toBeTruthy();
  });

  test("that are none say that every call has a cost", async () => {
    show({ answers: { "modelPrices.list": () => ({ prices: [], unpricedModels: [] }) } });
    expect(await screen.findByText("Every call has a cost.")).toBeTruthy();
    expect(screen.getByText("No price of your own.")).toBeTruthy();
  });
});

describe("a price", () => {
  test("is set in dollars for a million tokens; an empty side is left out, 0 is a price", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Set price of house-7b" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.type(dialog.getByLabelText("Input"), "0.075");
    await user.type(dialog.getByLabelText("Output"), "0");
    await user.click(dialog.getByRole("button", { name: "Save price" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
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

  test("that cannot be one is refused at its side, and nothing is asked", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Set price of house-7b" }));
    await user.type(screen.getByLabelText("Input"), "a lot");
    await user.click(screen.getByRole("button", { name: "Save price" }));
    for (const side of ["Input", "Output"])
      expect(screen.getByLabelText(side).getAttribute("aria-invalid")).toBe("true");
    expect(inputsOf("modelPrices.set")).toEqual([]);
  });

  test("that stands is edited from what it is, and removed after one more question", async () => {
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

  test("that was refused is said in the dialog, which stays", async () => {
    const { user } = show({ answers: { "modelPrices.set": () => refusal("Too many prices.") } });
    await user.click(await screen.findByRole("button", { name: "Edit price of llama-70b" }));
    await user.click(screen.getByRole("button", { name: "Save price" }));
    expect((await screen.findByRole("alert")).textContent).toBe("Too many prices.");
  });
});

describe("agents' names", () => {
  test("are listed: the default, those that are set, those that were only seen", async () => {
    show();
    const card = within(await region("Agent names"));
    const names = (await card.findAllByRole("rowheader")).map(({ textContent }) => textContent);
    expect(names).toEqual(["Reports without a name", "Triage", "Night Owl"]);
    expect((await row(/Triage/, "Agent names")).textContent).toContain("Research");
    expect((await row(/Night Owl/, "Agent names")).textContent).toContain("By its own words");
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

  test("go back to their own words", async () => {
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

test("a member reads all of it, changes nothing and is told who does", async () => {
  show({ role: "member" });
  await screen.findByRole("row", { name: /house-7b/ });
  expect(screen.getByText(/Owners and admins change it/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("one part that cannot be read leaves the other", async () => {
  show({ answers: { "agentNames.list": failure } });
  expect((await screen.findByRole("alert")).textContent).toContain("agent names could not be read");
  expect(await screen.findByRole("row", { name: /house-7b/ })).toBeTruthy();
});
