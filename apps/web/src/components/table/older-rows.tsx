import { Button } from "../form/button";

/** The fields of a query of pages, newest first, that `OlderRows` uses. */
export interface PagesQuery {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  /** Whether the last attempt to load older rows failed. */
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

interface OlderRowsProps {
  query: PagesQuery;
  /** The words of the button. */
  label: string;
  /** The name of the rows, which completes a sentence such as `The older charges could not be loaded.` */
  subject: string;
}

/**
 * The end of a list that is sorted newest first: a button that loads older rows. It renders nothing
 * when there are no older rows.
 */
export function OlderRows({ query, label, subject }: OlderRowsProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className="border-line border-t p-2 text-center">
      {query.isFetchNextPageError && (
        <p role="alert" className="mb-1 text-danger text-sm">
          The {subject} could not be loaded. No data is lost; try again.
        </p>
      )}
      <Button
        variant="quiet"
        disabled={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {query.isFetchingNextPage ? "Loading…" : label}
      </Button>
    </div>
  );
}
