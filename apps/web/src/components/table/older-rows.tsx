import { Button } from "../form/button";

export interface OlderRowsProps {
  hasOlder: boolean;
  isLoadingOlder: boolean;
  /** True when the last try to load older ones failed. */
  hasOlderFailed: boolean;
  onLoadOlder: () => void;
}

interface OlderRowsLabels {
  label: string;
  /** What is read, as it stands in `The older charges could not be read.` */
  subject: string;
}

/** The end of a list, newest first: the way to older rows while there are any. */
export function OlderRows({ label, subject, ...older }: OlderRowsProps & OlderRowsLabels) {
  if (!older.hasOlder) return null;
  return (
    <div className="border-line border-t p-2 text-center">
      {older.hasOlderFailed && (
        <p role="alert" className="mb-1 text-danger text-sm">
          The {subject} could not be read. Nothing is lost; try again.
        </p>
      )}
      <Button variant="quiet" disabled={older.isLoadingOlder} onClick={older.onLoadOlder}>
        {older.isLoadingOlder ? "Loading…" : label}
      </Button>
    </div>
  );
}
