import { describe, expect, test } from "vitest";
import { agentNamesOf, agentTypeFor } from "./agent-type";
import { agentTypeOfName } from "./agent-type-of-name";

describe("what a name says by itself", () => {
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
  ])("%s is %s", (name, type) => {
    expect(agentTypeOfName(name)).toBe(type);
  });

  test.each([
    ["a word that only contains one", "Attestation Clerk", "attestation_clerk"],
    ["two types at once", "Security Researcher", "security_researcher"],
    ["a task that is no type's own", "code-reviewer", "code_reviewer"],
    ["the same name, however it is spelled", "  Code   Reviewer ", "code_reviewer"],
    ["a class's name", "TriageAgent", "triage_agent"],
    ["a name in another script", "安全审查", "安全审查"],
    ["accents and marks", "Café Rédacteur", "café_rédacteur"],
    ["an emoji", "🤖", "🤖"],
    ["an emoji beside a word", "🤖 Planner", "planner"],
    ["a NUL and half a character", "plan\0ner \ud83d", "plan_ner"],
  ])("%s stays a name: %s is %s", (_, name, type) => {
    expect(agentTypeOfName(name)).toBe(type);
  });

  test.each(["", "   ", "\0", "unknown", "Unknown"])("%j says nothing", (name) => {
    expect(agentTypeOfName(name)).toBeNull();
  });

  test("a long name is cut to 100 characters, never through one", () => {
    expect(agentTypeOfName("a".repeat(300))).toBe("a".repeat(100));
    expect(agentTypeOfName(`${"a".repeat(99)}𠮷`)).toBe("a".repeat(99));
    expect(agentTypeOfName("🤖".repeat(80))).toBe("🤖".repeat(50));
  });
});

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
