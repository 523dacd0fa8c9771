import type { Progress, StopRequest } from "@ai-cost/command";
import type { Databases } from "../database/databases";
import type { WriteCommand } from "./write-command";

/** Everything from outside that a command works with, so that a test can run it in its own process. */
export interface CommandContext {
  environment: NodeJS.ProcessEnv;
  stdin: AsyncIterable<unknown>;
  /** Writes a line of the result, or of the help, to the standard output. */
  print(line: string): void;
  /** Shows everything that is not the result, on the standard error output. */
  progress: Progress;
  clock: () => Date;
  databases: Databases;
  writeCommand: WriteCommand;
  /** Resolves when somebody asks this process to stop. */
  stopRequest(): Promise<StopRequest>;
  /** Builds the web app from its sources; does nothing in an image, which holds it built. */
  buildApp(progress: Progress): Promise<void>;
  /** The exit code of a command that ends without an error. */
  exitCode: number;
}
