import { agentTypeOf, KNOWN_AGENT_TYPES } from "@ai-cost/domain";
import { cleanup, render, screen } from "@testing-library/react";
import { Bot } from "lucide-react";
import { afterEach, expect, test } from "vitest";
import { agentTypeIcon } from "./agent-type-icons";
import { AgentTypeLabel } from "./agent-type-label";

afterEach(cleanup);

test.each(KNOWN_AGENT_TYPES)("%s has an icon of its own", (agentType) => {
  expect(agentTypeIcon(agentTypeOf(agentType).icon)).not.toBe(Bot);
});

test("a known type is drawn in its colour, the second round in outline", () => {
  const swatchOf = (agentType: string) => {
    const { container } = render(<AgentTypeLabel agentType={agentType} />);
    return container.querySelector("[aria-hidden]")?.getAttribute("style");
  };
  expect(swatchOf("implementation")).toContain("background-color: var(--color-swatch-1)");
  expect(swatchOf("marketing")).toBe(
    "border-color: var(--color-swatch-1); color: var(--color-swatch-1);",
  );
  expect(swatchOf("code_review")).toContain("background-color: var(--color-swatch-neutral)");
});

test("an unknown type has a readable label", () => {
  render(<AgentTypeLabel agentType="code_review" />);
  expect(screen.getByText("Code review")).toBeTruthy();
  expect(screen.getByTitle("code_review")).toBeTruthy();
});
