import type { Sql } from "@ai-cost/db";

/**
 * Creates the functions that generate rows, in the schema `bench`. They are deterministic, so two
 * databases of the same size contain the same rows with the same ids. Row numbers start at 0.
 */
export async function createFunctions(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema bench;
    -- Returns an integer in [0, choices). Different salts give independent integers for the same
    -- row number.
    create function bench.pick(number bigint, salt int, choices bigint) returns bigint
      language sql immutable parallel safe
      return (hashint8extended(number, salt) & 9223372036854775807) % choices;
    -- Returns a UUIDv7, like the application's ids. Ids of about the same time are close together
    -- in an index.
    create function bench.id_at(at_ms bigint, kind text, number bigint) returns uuid
      language sql immutable parallel safe
      return overlay(overlay(md5(kind || number::text)
        placing lpad(to_hex(at_ms), 12, '0') || '7' from 1 for 13) placing 'a' from 17 for 1)::uuid;
    create function bench.instant(at_ms bigint) returns timestamptz
      language sql immutable parallel safe
      return to_timestamp(at_ms / 1000.0)`);
}
