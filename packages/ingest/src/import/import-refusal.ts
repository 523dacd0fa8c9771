import { CommandRefusal } from "../command/command-refusal";

/** Why an import cannot begin or go on: one sentence for the person who started it. */
export class ImportRefusal extends CommandRefusal {}

/** The command line does not say what to do. */
export class OptionRefusal extends ImportRefusal {
  constructor(sentence: string) {
    super(`${sentence} "npm run import -- --help" says what can be given.`);
  }
}
