import { newIngestKey, newId, ingestKeys, createDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/devkit/testing";
import { test } from "vitest";
import { authenticate } from "./authenticate";
import { ingestDoor } from "./ingest-door";
const { db, sql, databaseUrl } = testDatabase();
test("bench", async () => {
  const projectId = await makeProject(db);
  const k = newIngestKey(projectId);
  await db.insert(ingestKeys).values({ projectId, id: newId(), name: "x", secretHash: k.secretHash, lastCharacters: k.lastCharacters, createdBy: "x", createdAt: new Date() });
  const headers = new Headers({ authorization: `Bearer ${k.text}` });
  for (const mode of ["logged", "unlogged"]) {
    if (mode === "unlogged") await sql`alter table rate_limits set unlogged`;
    for (const c of [1, 16]) {
      const client = createDatabase(databaseUrl, { maxConnections: 16 });
      const door = ingestDoor(client.db, { requestsPerMinute: 1_000_000 });
      for (let i = 0; i < 50; i++) await authenticate(door, headers, new Date());
      const n = 3000; let i = 0;
      const t = performance.now();
      await Promise.all(Array.from({ length: c }, async () => { while (i++ < n) await authenticate(door, headers, new Date()); }));
      console.log(mode, c, Math.round(n / (performance.now() - t) * 1000), "a second");
      await client.close();
    }
  }
  console.log(await sql`show fsync`, await sql`show synchronous_commit`);
}, 120000);
