import { TimeSlice } from "@ai-cost/fairness";
import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";
import { notASignal, SIGNALS, type Signal, wrongPathMessage } from "../signals";
import { countMessages } from "./count-messages";
import "./lenient-text";
import { decodedBytes } from "./limits";
import { mergeInSlices } from "./merge-in-slices";

/**
 * Decodes a request of the signal from protobuf. Rejects with a 400 when the body is not such a request, and
 * with a 413 for too many messages.
 */
export async function decodeProtobuf<Schema extends DescMessage>(
  signal: Signal<Schema>,
  { bytes, reserve }: RequestBody,
): Promise<MessageShape<Schema>> {
  const { request } = signal;
  const messages = await countMessages(request, bytes).catch(() => refuse(signal, bytes));
  reserve(decodedBytes(messages, bytes.length));
  const decoded = create(request);
  await mergeInSlices(request, decoded, bytes, new TimeSlice()).catch(() => refuse(signal, bytes));
  return decoded;
}

/** Replaces the decoder's error, because its message could quote the body. */
async function refuse(signal: Signal, bytes: Uint8Array): Promise<never> {
  const other = await otherSignalOf(signal, bytes);
  throw other ? new HttpError(400, wrongPathMessage(other)) : notASignal(signal);
}

/** Returns the other signal for which these bytes are a valid request; undefined when there is none. */
export async function otherSignalOf(
  signal: Signal,
  bytes: Uint8Array,
): Promise<Signal | undefined> {
  for (const other of SIGNALS)
    if (other.name !== signal.name && (await isRequestOf(other, bytes))) return other;
  return undefined;
}

const isRequestOf = ({ request }: Signal, bytes: Uint8Array): Promise<boolean> =>
  countMessages(request, bytes).then(
    (messages) => messages > 1,
    () => false,
  );
