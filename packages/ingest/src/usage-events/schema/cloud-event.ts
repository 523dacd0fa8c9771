import { z } from "zod";
import { text } from "../../fields/json-fields";
import { headFields } from "./event-fields";

const TYPE = /^(?:.+\.)?(usage|run|job)$/;
const TYPE_RULE = "must be usage, run or job, or end in one of them as in com.example.agent.usage";
const JSON_CONTENT = /^application\/(?:[\w.+-]+\+)?json(?:;.*)?$/;

/** The envelope of a CloudEvent 1.0 in JSON format. `data` contains the event's own fields. */
export const cloudEvent = z
  .object({
    specversion: z
      .literal("1.0", 'must be "1.0"')
      .meta({ description: "Marks the event as a CloudEvent." }),
    id: headFields.id,
    source: text(128).meta({
      description: "The sender of the event. An id is unique within its source.",
      examples: ["https://ci.example.com/nightly"],
    }),
    type: text(128)
      .regex(TYPE, TYPE_RULE)
      .meta({ description: "usage, run or job, or a reverse-DNS name that ends in one of them." }),
    time: headFields.time,
    subject: text(300)
      .nullish()
      .meta({
        description: "The run, when `data` names none.",
        examples: ["nightly-2026-05-20"],
      }),
    datacontenttype: z
      .string("must be application/json")
      .regex(JSON_CONTENT, "must be application/json")
      .nullish()
      .meta({ description: "application/json, which is also the default." }),
    data: z
      .record(z.string(), z.unknown(), "must be an object with the event's fields")
      .meta({ description: "The event's fields, except those of the envelope." }),
  })
  .meta({ description: "The envelope of a CloudEvent, in the JSON format of version 1.0." });

/** Whether an event is a CloudEvent, which has the field `specversion`. */
export const isCloudEvent = (event: object): boolean => "specversion" in event;

/**
 * Returns the fields of the event in a CloudEvent. The id, source, type and time are from the envelope,
 * and the other fields are from `data`. The run is the subject of the CloudEvent when `data` names no run.
 */
export function cloudEventFields(event: object) {
  const { data: envelope, error } = cloudEvent.safeParse(event, { reportInput: true });
  if (error) return { issues: error.issues };
  const { id, source, type, time, subject, data } = envelope;
  const run = data.run ?? subject;
  return { data, fields: { ...data, id, source, time, type: TYPE.exec(type)?.[1], run } };
}
