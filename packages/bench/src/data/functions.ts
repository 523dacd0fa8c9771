import type { Sql } from "@ai-cost/db";

/**
 * The schema `bench` with what rows are made of: nothing in it is random, so that two databases of a
 * size hold the same rows under the same ids. Numbers of rows count from 0.
 */
export async function makeFunctions(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema bench;
    -- A whole number from 0 to below choices; each salt is a draw of its own.
    create function bench.pick(number bigint, salt int, choices bigint) returns bigint
      language sql immutable parallel safe
      return (hashint8extended(number, salt) & 9223372036854775807) % choices;
    -- A UUIDv7, as the application makes them: ids of one time lie beside each other in an index.
    create function bench.id_at(at_ms bigint, kind text, number bigint) returns uuid
      language sql immutable parallel safe
      return overlay(overlay(md5(kind || number::text)
        placing lpad(to_hex(at_ms), 12, '0') || '7' from 1 for 13) placing 'a' from 17 for 1)::uuid;
    create function bench.instant(at_ms bigint) returns timestamptz
      language sql immutable parallel safe
      return to_timestamp(at_ms / 1000.0)`);
}
