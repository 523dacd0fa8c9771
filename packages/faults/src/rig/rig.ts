import { join } from "node:path";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT } from "@ai-cost/command";
import { buildApp } from "@ai-cost/web-server";
import { Stage, type StageOptions } from "./stage";

const FOLDER = join(CHECKOUT, ".data", "faults");

/** The stage that all cases share, and further ones for those that need another Postgres. */
export class Rig extends Stage {
  readonly #stages: Stage[] = [];
  readonly #takeDowns: (() => void)[] = [];

  /** Builds the app first. */
  static async open(progress: Progress): Promise<Rig> {
    await buildApp(CHECKOUT, progress);
    return new Rig(...(await Stage.parts({ folder: join(FOLDER, "postgres") })));
  }

  /** Every stage of the case that runs. */
  get stages(): Stage[] {
    return [this, ...this.#stages];
  }

  /** A stage of the case's own, removed when it has ended. */
  async startStage({
    folder = join(FOLDER, "another-postgres"),
    ...options
  }: Partial<StageOptions>): Promise<Stage> {
    const stage = await Stage.start({ folder, ...options });
    this.#stages.push(stage);
    return stage;
  }

  /** Does so when the case has ended and its stages are removed. */
  afterwards(takeDown: () => void): void {
    this.#takeDowns.push(takeDown);
  }

  override async clear(): Promise<void> {
    for (const stage of this.#stages.splice(0)) await stage.stop();
    for (const takeDown of this.#takeDowns.splice(0)) takeDown();
    await super.clear();
  }
}
