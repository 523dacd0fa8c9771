import { describe, expect, test } from "vitest";
import { successEntry } from "../testing/litellm-payloads";
import { entriesIn } from "./payloads-in-body";

const entriesOf = (text: string) =>
  entriesIn({
    mediaType: "application/json",
    bytes: new TextEncoder().encode(text),
    reserve: () => {},
  });

const ENTRIES = [successEntry({ id: "a" }), successEntry({ id: "b" })];
const ids = (entries: unknown[]) =>
  entries.map((entry) => (entry === null ? null : Reflect.get(Object(entry), "id")));

/** https://docs.litellm.ai/docs/observability/generic_api, `log_format` */
describe("the callback's three forms", () => {
  test.each<[string, string, (string | null)[]]>([
    ["json_array", JSON.stringify(ENTRIES), ["a", "b"]],
    ["json_array, for people's eyes", JSON.stringify(ENTRIES, null, 2), ["a", "b"]],
    ["an empty one", "[]", []],
    ["single", JSON.stringify(ENTRIES[0]), ["a"]],
    ["single, for people's eyes", JSON.stringify(ENTRIES[0], null, 2), ["a"]],
    ["ndjson", ENTRIES.map((entry) => JSON.stringify(entry)).join("\n"), ["a", "b"]],
    ["ndjson of one line", `${JSON.stringify(ENTRIES[0])}\n`, ["a"]],
    [
      "ndjson with blank lines and another newline",
      ENTRIES.map((entry) => JSON.stringify(entry)).join("\r\n\r\n"),
      ["a", "b"],
    ],
    [
      "ndjson with a line cut short",
      [JSON.stringify(ENTRIES[0]).slice(0, 100), JSON.stringify(ENTRIES[1])].join("\n"),
      [null, "b"],
    ],
    ["what LiteLLM had nothing to say of", `[null,${JSON.stringify(ENTRIES[0])}]`, [null, "a"]],
  ])("%s", (_, text, expected) => {
    expect(ids(entriesOf(text))).toEqual(expected);
  });
});

test.each(["", "null", "7", '"secret"', "{", "secret\nsecret", "[".repeat(1_000)])(
  "%j is refused",
  (text) => {
    expect(() => entriesOf(text)).toThrow(expect.objectContaining({ status: 400 }));
  },
);
