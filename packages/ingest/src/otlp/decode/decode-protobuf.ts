import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";
import { notASignal, SIGNALS, type Signal, wrongPathMessage } from "../signals";
import { countMessages } from "./count-messages";
import "./lenient-text";
import { decodedBytes } from "./limits";

/**
 * Decodes a request of the signal from protobuf. Throws a 400 when the body is not such a request, and a
 * 413 for too many messages.
 */
export function decodeProtobuf<Schema extends DescMessage>(
  signal: Signal<Schema>,
  { bytes, reserve }: RequestBody,
): MessageShape<Schema> {
  const messages = orHttpError(() => countMessages(signal.request, bytes), signal, bytes);
  reserve(decodedBytes(messages, bytes.length));
  const decode = () => fromBinary(signal.request, bytes, { readUnknownFields: false });
  return orHttpError(decode, signal, bytes);
}

/** Replaces the decoder's error, because its message could quote the body. */
function orHttpError<Output>(decode: () => Output, signal: Signal, bytes: Uint8Array): Output {
  try {
    return decode();
  } catch {
    const other = otherSignalOf(signal, bytes);
    throw other ? new HttpError(400, wrongPathMessage(other)) : notASignal(signal);
  }
}

/** Returns the other signal for which these bytes are a valid request; undefined when there is none. */
export function otherSignalOf(signal: Signal, bytes: Uint8Array): Signal | undefined {
  return SIGNALS.find((other) => other.name !== signal.name && isRequestOf(other, bytes));
}

function isRequestOf({ request }: Signal, bytes: Uint8Array): boolean {
  try {
    return countMessages(request, bytes) > 1;
  } catch {
    return false;
  }
}
