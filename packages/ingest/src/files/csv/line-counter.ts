/**
 * Finds the line on which each record of a CSV file begins. The parser's own line count cannot be used,
 * because it counts a CR LF inside quotes as two lines.
 */
export class LineCounter {
  #countedTwice = 0;
  /** The line that follows the last record. */
  nextLine = 1;

  /** The line on which a record begins. `parserLines` is the parser's line count at the end of the record. */
  startOf(cells: readonly string[], parserLines: number): number {
    const text = cells.some((cell) => /[\r\n]/.test(cell)) ? cells.join() : "";
    this.#countedTwice += text.match(/\r\n/g)?.length ?? 0;
    const endLine = parserLines - this.#countedTwice;
    this.nextLine = endLine + 1;
    return endLine - (text.match(/\r\n|\r|\n/g)?.length ?? 0);
  }
}
