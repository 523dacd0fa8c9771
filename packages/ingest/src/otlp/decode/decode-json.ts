import { type DescMessage, fromJson, type JsonObject, type MessageShape } from "@bufbuild/protobuf";
import { readJson } from "../../http/body/read-json";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";
import { SIGNALS, type Signal, sentToTheWrongPath } from "../signals";
import { idsToBase64 } from "./ids-in-json";
import "./lenient-text";
import { MAX_DEPTH } from "./limits";

/** A list in a list is two messages and three brackets; an attribute is two messages and four values. */
const LIMITS = { maxDepth: 2 * MAX_DEPTH, maxValues: 2_000_000 };

/** A signal's request out of OTLP's JSON; refused with 400 when it is none, with 413 when it is too much. */
export function decodeJson<Schema extends DescMessage>(
  signal: Signal<Schema>,
  body: RequestBody,
): MessageShape<Schema> {
  const json = readJson(body, LIMITS);
  if (!isObject(json)) throw notOne(signal);
  const other = SIGNALS.find(({ request }) => isNamedIn(request, json));
  if (other && !isNamedIn(signal.request, json))
    throw new HttpError(400, sentToTheWrongPath(other));
  idsToBase64(json);
  try {
    return fromJson(signal.request, json, { ignoreUnknownFields: true });
  } catch {
    // The decoder's own words repeat what was sent.
    throw notOne(signal);
  }
}

const isObject = (json: unknown): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

const isNamedIn = ({ fields }: DescMessage, json: JsonObject): boolean =>
  fields.some(({ jsonName, name }) => jsonName in json || name in json);

const notOne = ({ name }: Signal): HttpError =>
  new HttpError(400, `This is not an OTLP request with ${name}.`);
