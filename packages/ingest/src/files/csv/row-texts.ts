import type { FieldSource, Mapping } from "../mapping";
import type { RowProblem, RowTexts } from "../rows/map-row";
import { UnreadableFile } from "../unreadable-file";

const MAX_LISTED_COLUMNS = 30;

/**
 * Finds the mapped columns in the header. The returned function takes the texts of the mapped fields
 * from a row's cells, or says that their number is wrong. Throws an `UnreadableFile` when a column is
 * missing or ambiguous.
 */
export function rowTextReader(
  header: readonly string[],
  mapping: Mapping,
): (cells: readonly string[]) => RowTexts | RowProblem {
  const reader = (source: FieldSource | null) => textReader(header, source);
  const readers = {
    time: reader(mapping.time),
    inputTokens: reader(mapping.inputTokens),
    outputTokens: reader(mapping.outputTokens),
    model: reader(mapping.model),
    provider: reader(mapping.provider),
    agentType: reader(mapping.agentType),
    run: reader(mapping.run),
    cost: reader(mapping.cost),
  };
  return (cells) => {
    if (cells.length !== header.length)
      return { problem: `it has ${fieldCount(cells)} and the header ${fieldCount(header)}` };
    return {
      time: readers.time(cells),
      inputTokens: readers.inputTokens(cells),
      outputTokens: readers.outputTokens(cells),
      model: readers.model(cells),
      provider: readers.provider(cells),
      agentType: readers.agentType(cells),
      run: readers.run(cells),
      cost: readers.cost(cells),
    };
  };
}

const fieldCount = ({ length }: readonly string[]): string =>
  length === 1 ? "1 field" : `${length} fields`;

function textReader(
  header: readonly string[],
  source: FieldSource | null,
): (cells: readonly string[]) => string | null {
  if (source === null) return () => null;
  if ("value" in source) return () => source.value;
  const index = columnIndex(header, source.column.trim());
  return (cells) => cells[index] || null;
}

function columnIndex(header: readonly string[], column: string): number {
  const index = header.indexOf(column);
  if (index === -1)
    throw new UnreadableFile(`There is no column "${column}"; there are ${listed(header)}.`);
  const second = header.indexOf(column, index + 1);
  if (second !== -1)
    throw new UnreadableFile(
      `Column "${column}" is there twice, as columns ${index + 1} and ${second + 1}; rename one of them.`,
    );
  return index;
}

function listed(header: readonly string[]): string {
  const names = header.slice(0, MAX_LISTED_COLUMNS).map((name) => JSON.stringify(name));
  const more = header.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
