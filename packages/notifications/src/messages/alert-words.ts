/** What an alert says, from which the messages of all kinds of channels are made. */
export interface AlertWords {
  /** Names the kind of the message, for example `budget.threshold_reached`. */
  type: string;
  /** One line. */
  title: string;
  sentences: string[];
  /** The page that shows more, as its path. */
  link: { label: string; path: string };
  /** The same for programs, as JSON. Amounts are decimal strings of micro-dollars, so that no reader rounds them. */
  data: object;
}
