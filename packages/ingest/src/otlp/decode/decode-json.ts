import { TimeSlice } from "@ai-cost/fairness";
import type { DescMessage, JsonObject, MessageShape } from "@bufbuild/protobuf";
import { readJson } from "../../http/body/read-json";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";
import { notASignal, SIGNALS, type Signal, wrongPathMessage } from "../signals";
import { fromJsonInSlices, isObject } from "./from-json-in-slices";
import "./lenient-text";
import { MAX_DEPTH } from "./limits";

/**
 * The limits for JSON that correspond to the limits for messages. An array within an array is two messages
 * but three brackets, and an attribute is two messages but four values.
 */
const LIMITS = { maxDepth: 2 * MAX_DEPTH, maxValues: 2_000_000 };

/**
 * Decodes a request of the signal from OTLP's JSON. Rejects with a 400 when the body is not such a
 * request, and with a 413 for too many values.
 */
export async function decodeJson<Schema extends DescMessage>(
  signal: Signal<Schema>,
  body: RequestBody,
): Promise<MessageShape<Schema>> {
  const json = readJson(body, LIMITS);
  if (!isObject(json)) throw notASignal(signal);
  const other = SIGNALS.find(({ request }) => hasFieldOf(request, json));
  if (other && !hasFieldOf(signal.request, json)) throw new HttpError(400, wrongPathMessage(other));
  return fromJsonInSlices(signal.request, json, new TimeSlice()).catch(() => {
    // The decoder's message is not used, because it would quote the body.
    throw notASignal(signal);
  });
}

const hasFieldOf = ({ fields }: DescMessage, json: JsonObject): boolean =>
  fields.some(({ jsonName, name }) => jsonName in json || name in json);
