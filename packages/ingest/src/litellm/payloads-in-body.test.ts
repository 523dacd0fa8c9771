import { describe, expect, test } from "vitest";
import { successPayload } from "../testing/litellm-payloads";
import { payloadsInBody } from "./payloads-in-body";

const payloadsOf = (text: string) =>
  payloadsInBody({
    mediaType: "application/json",
    bytes: new TextEncoder().encode(text),
    reserve: () => {},
  });

const PAYLOADS = [successPayload({ id: "a" }), successPayload({ id: "b" })];
const ids = (payloads: unknown[]) =>
  payloads.map((payload) => (payload === null ? null : Reflect.get(Object(payload), "id")));

/** The values of `log_format` are described at https://docs.litellm.ai/docs/observability/generic_api. */
describe("the payloads of each of the callback's formats", () => {
  test.each<[string, string, (string | null)[]]>([
    ["json_array", JSON.stringify(PAYLOADS), ["a", "b"]],
    ["json_array, indented", JSON.stringify(PAYLOADS, null, 2), ["a", "b"]],
    ["an empty json_array", "[]", []],
    ["single", JSON.stringify(PAYLOADS[0]), ["a"]],
    ["single, indented", JSON.stringify(PAYLOADS[0], null, 2), ["a"]],
    ["ndjson", PAYLOADS.map((payload) => JSON.stringify(payload)).join("\n"), ["a", "b"]],
    ["ndjson of one line", `${JSON.stringify(PAYLOADS[0])}\n`, ["a"]],
    [
      "ndjson with blank lines and CR LF",
      PAYLOADS.map((payload) => JSON.stringify(payload)).join("\r\n\r\n"),
      ["a", "b"],
    ],
    [
      "ndjson with a line cut short",
      [JSON.stringify(PAYLOADS[0]).slice(0, 100), JSON.stringify(PAYLOADS[1])].join("\n"),
      [null, "b"],
    ],
    ["json_array with a null", `[null,${JSON.stringify(PAYLOADS[0])}]`, [null, "a"]],
  ])("%s", (_, text, expected) => {
    expect(ids(payloadsOf(text))).toEqual(expected);
  });
});

test.each(["", "null", "7", '"secret"', "{", "secret\nsecret", "[".repeat(1_000)])(
  "the body %j is rejected",
  (text) => {
    expect(() => payloadsOf(text)).toThrow(expect.objectContaining({ status: 400 }));
  },
);
