import { KNOWN_AGENT_TYPES } from "@ai-cost/domain";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { AgentTypeLabel } from "./agent-type-label";
import { AgentTypeSymbols } from "./agent-type-symbols";

afterEach(cleanup);

test("every known type has an icon of its own among the symbols of the page, and others have a common one", () => {
  const { container } = render(
    <>
      <AgentTypeSymbols />
      {[...KNOWN_AGENT_TYPES, "code_review", "translation"].map((agentType) => (
        <AgentTypeLabel key={agentType} agentType={agentType} />
      ))}
    </>,
  );
  const symbols = [...container.querySelectorAll("use")].map((use) => use.getAttribute("href"));
  expect(new Set(symbols).size).toBe(KNOWN_AGENT_TYPES.length + 1);
  for (const symbol of symbols)
    expect(container.querySelector(`symbol${symbol} svg *`)).not.toBeNull();
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
