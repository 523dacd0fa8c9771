import { describe, expect, test } from "vitest";
import { agentNamesOf, agentTypeFor } from "./agent-names";

describe("what a project says of names", () => {
  const names = agentNamesOf([
    { name: "", type: "research" },
    { name: "Bob", type: "security" },
    { name: "bob", type: "design" },
    { name: "Research Agent", type: "marketing" },
  ]);

  test.each([
    ["goes before what the name says", "Research Agent", "marketing"],
    ["whatever its case", "research agent ", "marketing"],
    ["the very spelling first", "Bob", "security"],
    ["another name says what it says", "Tester", "testing"],
    ["no name is the project's default", null, "research"],
    ["nor does this say one", "unknown", "research"],
  ])("%s", (_, name, type) => {
    expect(agentTypeFor(names, name)).toBe(type);
  });

  test("without a default, no name waits", () => {
    expect(agentTypeFor(agentNamesOf([]), null)).toBeNull();
    expect(agentTypeFor(agentNamesOf([]), "unknown")).toBeNull();
  });
});
