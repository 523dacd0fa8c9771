import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { classNames } from "@/components/class-names";
import { buttonLook } from "@/components/form/button";

interface FileChooserProps {
  /** Whether files have been chosen already, so that further ones are added to them. */
  hasFiles: boolean;
  maxMegabytes: number;
  onChoose: (files: readonly File[]) => void;
}

/** A field to choose files, or to drop them on. */
export function FileChooser({ hasFiles, maxMegabytes, onChoose }: FileChooserProps) {
  const [isOver, setIsOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    onChoose([...event.dataTransfer.files]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the field inside does the same.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={classNames(
        "flex flex-col items-center gap-2 rounded-base border border-dashed px-4 text-center",
        hasFiles ? "py-4" : "py-10",
        isOver ? "border-accent bg-accent-soft" : "border-field",
      )}
    >
      <label
        className={classNames(
          buttonLook({ variant: hasFiles ? "secondary" : "primary", size: "large" }),
          "relative cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        )}
      >
        <FileUp aria-hidden="true" className="size-4" />
        {hasFiles ? "Add files" : "Choose files"}
        <input
          type="file"
          multiple
          className="absolute inset-0 w-full cursor-pointer opacity-0"
          onChange={(event) => {
            onChoose([...(event.target.files ?? [])]);
            // Otherwise the browser would not report that the same file was chosen again.
            event.target.value = "";
          }}
        />
      </label>
      <p className="text-muted text-sm">
        or drop them here. Up to {maxMegabytes} MiB each; they can be compressed with gzip.
      </p>
    </div>
  );
}
