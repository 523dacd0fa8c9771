import { join } from "node:path";
import { testDatabase } from "@ai-cost/db/testing";
import { ingestServer, type ReportedProject } from "@ai-cost/ingest/testing/ingest-server";
import { beforeAll, describe, expect, test } from "vitest";
import { checkSetUp } from "./check-set-up";
import { SET_UPS } from "./set-ups";

const FOLDER = join(import.meta.dirname, "..");

const database = testDatabase();
let newProject: () => Promise<ReportedProject>;

beforeAll(async () => {
  newProject = await ingestServer(database, () => new Date());
});

describe("the calls of a real client are counted once at their list price", () => {
  for (const setUp of SET_UPS)
    test(setUp.name, async () => {
      const { problems, verdicts } = await checkSetUp(setUp, FOLDER, { database, newProject });
      expect(problems).toEqual([]);
      expect(verdicts.length).toBeGreaterThan(0);
    });
});
