import { describe, expect, test } from "vitest";
import { agentTypeOfName, agentTypeRecogniser } from "./agent-type-of-name";
import { AGENT_TYPE_REGISTRY, type KnownAgentType } from "./agent-types";

test.each([
  ["research", "research"],
  ["Research Agent", "research"],
  ["web_researcher_v2", "research"],
  ["security-reviewer", "security"],
  ["SecurityReviewer", "security"],
  ["Unit Test Writer", "testing"],
  ["QA", "testing"],
  ["docs-writer", "documentation"],
  ["Release manager 3", "release"],
  ["UI/UX", "uiux"],
  ["UI Designer", "uiux"],
  ["Software Architect", "architect"],
  ["ＲＥＳＥＡＲＣＨ", "research"],
  ["dependency.updater", "dependency"],
])("the name %s means the known type %s", (name, type) => {
  expect(agentTypeOfName(name)).toBe(type);
});

test.each([
  ["a word that only contains one of a type", "Attestation Clerk", "attestation_clerk"],
  ["the words of two types", "Security Researcher", "security_researcher"],
  ["a task that belongs to no type", "code-reviewer", "code_reviewer"],
  ["extra spaces", "  Code   Reviewer ", "code_reviewer"],
  ["the name of a class", "TriageAgent", "triage_agent"],
  ["another script", "安全审查", "安全审查"],
  ["accents and marks", "Café Rédacteur", "café_rédacteur"],
  ["an emoji", "🤖", "🤖"],
  ["an emoji and a word", "🤖 Planner", "planner"],
  ["a NUL and half a character", "plan\0ner \ud83d", "plan_ner"],
])("a name with %s becomes its own key: %s is %s", (_, name, type) => {
  expect(agentTypeOfName(name)).toBe(type);
});

test.each(["", "   ", "\0", "unknown", "Unknown"])("%j implies no type", (name) => {
  expect(agentTypeOfName(name)).toBeNull();
});

test("a long name is cut to 100 characters, never through one", () => {
  expect(agentTypeOfName("a".repeat(300))).toBe("a".repeat(100));
  expect(agentTypeOfName(`${"a".repeat(99)}𠮷`)).toBe("a".repeat(99));
  expect(agentTypeOfName("🤖".repeat(80))).toBe("🤖".repeat(50));
});

test.each(AGENT_TYPE_REGISTRY)("$label is recognised by its key and each alias", (entry) => {
  for (const word of [entry.key, ...entry.aliases]) {
    expect(agentTypeOfName(word)).toBe(entry.key);
    expect(agentTypeOfName(`Our ${word.toUpperCase()} Agent`)).toBe(entry.key);
  }
});

describe("a type that has just been added to the registry", () => {
  const look = { swatch: { hue: 1, outlined: true }, icon: "database" };
  const registry: readonly KnownAgentType[] = [
    ...AGENT_TYPE_REGISTRY,
    { key: "data", label: "Data", ...look, aliases: ["analytics"] },
    { key: "code_review", label: "Code review", ...look, aliases: [] },
  ];

  test.each([
    ["Data Agent", "data"],
    ["DataAgent", "data"],
    ["analytics-2", "data"],
    ["Code Review Agent", "code_review"],
    ["code-reviewer", "code_reviewer"],
    ["Database Agent", "database_agent"],
    ["Data Researcher", "data_researcher"],
    ["Research Agent", "research"],
  ])("is recognised in a name: %s is %s", (name, type) => {
    expect(agentTypeRecogniser(registry)(name)).toBe(type);
  });
});
