import type { Progress, StopRequest } from "@ai-cost/command";
import type { Databases } from "../database/databases";
import type { WriteCommand } from "./write-command";

/**
 * Everything that a command uses from outside. A test passes its own context, and so can run a command in
 * the process of the test.
 */
export interface CommandContext {
  environment: NodeJS.ProcessEnv;
  stdin: AsyncIterable<unknown>;
  /** Writes a line of the result, or of the help, to the standard output. */
  print(line: string): void;
  /** Shows progress and errors on the standard error output. */
  progress: Progress;
  clock: () => Date;
  databases: Databases;
  writeCommand: WriteCommand;
  /** Resolves when somebody asks this process to stop. */
  stopRequest(): Promise<StopRequest>;
  /**
   * Builds the web app from its sources. In an image it does nothing, because an image contains the built
   * app.
   */
  buildApp(progress: Progress): Promise<void>;
  /** The exit code of a command that ends without an error. */
  exitCode: number;
}
