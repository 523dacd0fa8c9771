import { z } from "zod";
import { text } from "../../fields/json-fields";
import { headFields } from "./event-fields";

const KIND = /^(?:.+\.)?(usage|run|job)$/;
const TYPE = "must be usage, run or job, or end in one of them as in com.example.agent.usage";
const JSON_CONTENT = /^application\/(?:[\w.+-]+\+)?json(?:;.*)?$/;

/** The envelope of CloudEvents 1.0 in its JSON format; `data` has an event's other fields. */
export const cloudEvent = z
  .object({
    specversion: z.literal("1.0", 'must be "1.0"').meta({ description: "Marks a CloudEvent." }),
    id: headFields.id,
    source: text(128).meta({
      description: "What sends it. Ids are unique within their source.",
      examples: ["https://ci.example.com/nightly"],
    }),
    type: text(128)
      .regex(KIND, TYPE)
      .meta({ description: "usage, run or job, or a reverse-DNS name that ends in one of them." }),
    time: headFields.time,
    subject: text(300)
      .nullish()
      .meta({
        description: "The run, where `data` names none.",
        examples: ["nightly-2026-05-20"],
      }),
    datacontenttype: z
      .string("must be application/json")
      .regex(JSON_CONTENT, "must be application/json")
      .nullish()
      .meta({ description: "application/json, which it is when absent." }),
    data: z
      .record(z.string(), z.unknown(), "must be an object with the event's fields")
      .meta({ description: "The event's fields, but for those that stand out here." }),
  })
  .meta({ description: "The envelope of a CloudEvent, in the JSON format of version 1.0." });

/** Whether an event says of itself that it is a CloudEvent. */
export const isCloudEvent = (event: object): boolean => "specversion" in event;

/**
 * A CloudEvent as the event that it carries: the envelope says id, source, type and time, `data` the
 * rest, and `subject` is the run where `data` names none.
 */
export function unwrapped(event: object) {
  const { data: envelope, error } = cloudEvent.safeParse(event, { reportInput: true });
  if (error) return { issues: error.issues };
  const { id, source, type, time, subject, data } = envelope;
  const run = data.run ?? subject;
  return { data, event: { ...data, id, source, time, type: KIND.exec(type)?.[1], run } };
}
