import { Search } from "lucide-react";
import { useEffect, useState } from "react";

/** The time after the last key before the list is searched. */
const PAUSE_MS = 300;

interface RunSearchProps {
  /** The text that the list is searched for; null when it is not. */
  search: string | null;
  onSearch: (search: string | null) => void;
}

/** A field that searches the list by name or id, a moment after the last key. */
export function RunSearch({ search, onSearch }: RunSearchProps) {
  const [text, setText] = useState(search ?? "");
  const wanted = text.trim() === "" ? null : text.trim();
  useEffect(() => {
    if (wanted === search) return;
    const timer = setTimeout(() => onSearch(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, search, onSearch]);
  return (
    <div className="relative flex min-w-64 grow items-center sm:max-w-80">
      <Search aria-hidden="true" className="absolute left-2.5 size-4 text-muted" />
      <input
        type="search"
        aria-label="Search runs by name or id"
        placeholder="Search runs by name or id"
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="h-9 w-full rounded-base border border-field bg-surface pr-2 pl-9 text-base placeholder:text-muted sm:text-sm pointer-coarse:h-11"
      />
    </div>
  );
}
