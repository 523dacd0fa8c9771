import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";
import { SIGNALS, type Signal, sentToTheWrongPath } from "../signals";
import { countMessages } from "./count-messages";
import "./lenient-text";
import { decodedBytes } from "./limits";

/** A signal's request out of protobuf; refused with 400 when it is none, with 413 when it is too much. */
export function decodeProtobuf<Schema extends DescMessage>(
  signal: Signal<Schema>,
  { bytes, reserve }: RequestBody,
): MessageShape<Schema> {
  const messages = orRefused(() => countMessages(signal.request, bytes), signal, bytes);
  reserve(decodedBytes(messages, bytes.length));
  const decode = () => fromBinary(signal.request, bytes, { readUnknownFields: false });
  return orRefused(decode, signal, bytes);
}

/** The decoder's own words may repeat what was sent. */
function orRefused<Answer>(decode: () => Answer, signal: Signal, bytes: Uint8Array): Answer {
  try {
    return decode();
  } catch {
    const other = otherSignalOf(signal, bytes);
    throw new HttpError(
      400,
      other ? sentToTheWrongPath(other) : `This is not an OTLP request with ${signal.name}.`,
    );
  }
}

/** The other signal whose request the bytes are. */
export function otherSignalOf(signal: Signal, bytes: Uint8Array): Signal | undefined {
  return SIGNALS.find((other) => other.name !== signal.name && reads(other, bytes));
}

function reads({ request }: Signal, bytes: Uint8Array): boolean {
  try {
    return countMessages(request, bytes) > 1;
  } catch {
    return false;
  }
}
