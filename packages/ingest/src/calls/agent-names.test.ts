import { describe, expect, test } from "vitest";
import { agentNamesOf, agentTypeFor } from "./agent-names";

describe("the agent type of a name", () => {
  const names = agentNamesOf([
    { name: "", type: "research" },
    { name: "Bob", type: "security" },
    { name: "bob", type: "design" },
    { name: "Research Agent", type: "marketing" },
  ]);

  test.each([
    ["is what the project maps it to, whatever the name implies", "Research Agent", "marketing"],
    ["is the same in another case", "research agent ", "marketing"],
    ["is that of the exact spelling first", "Bob", "security"],
    ["is what a name implies that is not mapped", "Tester", "testing"],
    ["is the project's default without a name", null, "research"],
    ["is the project's default for a name that implies none", "unknown", "research"],
  ])("%s", (_, name, type) => {
    expect(agentTypeFor(names, name)).toBe(type);
  });

  test("is null without a name and a default", () => {
    expect(agentTypeFor(agentNamesOf([]), null)).toBeNull();
    expect(agentTypeFor(agentNamesOf([]), "unknown")).toBeNull();
  });
});
