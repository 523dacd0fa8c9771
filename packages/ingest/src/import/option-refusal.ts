import { CommandRefusal } from "../command/command-refusal";

/** The options of the command line are missing or wrong. */
export class OptionRefusal extends CommandRefusal {
  constructor(sentence: string) {
    super(`${sentence} "npm run import -- --help" says what can be given.`);
  }
}
