import { JSONParser } from "@streamparser/json";
import { Fields, jsonLookup, type TextRules } from "../formats/fields";
import { UnreadableFile } from "../unreadable-file";
import { damageOf } from "./damage";
import { type FileRecord, filledNames } from "./file-record";
import { isListKey, isObject } from "./notation";
import type { OpenFile } from "./open-file";

type JsonObject = Record<string, unknown>;

/**
 * Yields the records of a JSON document: the elements of a list, the elements of the lists in an object,
 * or the single object under `data`. It parses the document piece by piece, so a long list does not have
 * to fit into memory. The number of a record is its position among the records.
 */
export async function* readJson(file: OpenFile, rules: TextRules): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const element of elementsOf(file))
    for (const object of recordsIn(element.value, element.context)) {
      line += 1;
      yield { line, fields: new Fields(jsonLookup(object), rules), names: filledNames(object) };
    }
}

interface Element {
  value: unknown;
  /** The fields that an element gets from the object that contains it. */
  context: JsonObject;
}

const BYTE_ORDER_MARK = Buffer.from("\ufeff");

async function* elementsOf({ sample, chunks }: OpenFile): AsyncGenerator<Element> {
  const isList = sample
    .replace(/^\ufeff/, "")
    .trimStart()
    .startsWith("[");
  const parser = new JSONParser({ paths: [isList ? "$.*" : "$.*.*"], keepStack: false });
  let parsed: Element[] = [];
  /** The object under `data`. The parser delivers its fields one by one. */
  const single: JsonObject = {};
  parser.onValue = ({ value, key, stack }) => {
    const list = stack.at(-1)?.key;
    if (isList) parsed.push({ value, context: {} });
    else if (list === "data" && typeof key === "string" && typeof value !== "object")
      single[key] = value;
    else if (isListKey(list))
      parsed.push({ value, context: list === "projects" ? { project: key } : {} });
  };
  let failure: unknown = null;
  parser.onError = (error) => {
    failure ??= error;
  };
  let isFirst = true;
  try {
    for await (const chunk of chunks) {
      const hasMark = isFirst && BYTE_ORDER_MARK.equals(chunk.subarray(0, 3));
      isFirst = false;
      parser.write(hasMark ? chunk.subarray(3) : chunk);
      yield* parsed;
      parsed = [];
      if (failure) break;
    }
  } catch (error) {
    const reason = damageOf(error);
    throw reason === null ? error : new UnreadableFile(reason, { cause: error });
  }
  if (failure)
    throw new UnreadableFile("The rest of the file is not valid JSON.", { cause: failure });
  if (!parser.isEnded) throw new UnreadableFile("The file ends in the middle of its JSON.");
  if (Object.keys(single).length > 0) yield { value: single, context: {} };
}

/**
 * Yields the records in an element. An element that contains a list, such as one page or one day of an
 * API's response, is not a record itself. The elements of its list are the records, and they also get the
 * other fields of the containing element.
 */
function* recordsIn(value: unknown, context: JsonObject): Generator<JsonObject> {
  if (Array.isArray(value)) {
    for (const element of value) yield* recordsIn(element, context);
  } else if (isObject(value)) {
    const { data, results, ...fields } = value;
    const list = Array.isArray(results) ? results : data;
    if (Array.isArray(list)) yield* recordsIn(list, { ...context, ...scalarsOf(fields) });
    else yield { ...context, ...value };
  }
}

const scalarsOf = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => typeof value !== "object"));
