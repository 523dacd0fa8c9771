import { Button } from "../form/button";

export interface OlderRowsProps {
  hasOlder: boolean;
  isLoadingOlder: boolean;
  /** Whether the last attempt to load older rows failed. */
  hasOlderFailed: boolean;
  onLoadOlder: () => void;
}

interface OlderRowsLabels {
  label: string;
  /** The name of the rows, which completes a sentence such as `The older charges could not be loaded.` */
  subject: string;
}

/**
 * The end of a list that is sorted newest first: a button that loads older rows. It renders nothing
 * when there are no older rows.
 */
export function OlderRows({ label, subject, ...older }: OlderRowsProps & OlderRowsLabels) {
  if (!older.hasOlder) return null;
  return (
    <div className="border-line border-t p-2 text-center">
      {older.hasOlderFailed && (
        <p role="alert" className="mb-1 text-danger text-sm">
          The {subject} could not be loaded. No data is lost; try again.
        </p>
      )}
      <Button variant="quiet" disabled={older.isLoadingOlder} onClick={older.onLoadOlder}>
        {older.isLoadingOlder ? "Loading…" : label}
      </Button>
    </div>
  );
}
