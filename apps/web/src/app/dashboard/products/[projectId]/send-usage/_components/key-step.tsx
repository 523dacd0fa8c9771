import { CreatedKey } from "./created-key";
import { NewKey } from "./new-key";

export interface ShownKey {
  name: string;
  text: string;
}

interface KeyStepProps {
  /** Whether the reader is one who makes keys. */
  mayCreate: boolean;
  /** The key that is on screen; null while none is. */
  shownKey: ShownKey | null;
  onCreate: (name: string) => Promise<unknown>;
  onHide: () => void;
}

/** The key: made here by those who may, else whom to ask. */
export function KeyStep({ mayCreate, shownKey, onCreate, onHide }: KeyStepProps) {
  if (!mayCreate)
    return (
      <p className="text-muted text-sm">
        Owners and admins create keys. Ask one of them for one, and put it in place of YOUR_KEY
        below.
      </p>
    );
  if (shownKey) return <CreatedKey key={shownKey.text} {...shownKey} onHide={onHide} />;
  return <NewKey onCreate={onCreate} />;
}
