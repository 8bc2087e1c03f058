import { useEffect, useRef } from 'react';

interface Keys {
  onSave: () => void;
  onClose: () => void;
}

/** Ctrl+S and Ctrl+Enter save, Esc closes, wherever the focus is, unless something lies above the form. */
export function useFormKeys(keys: Keys): void {
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const above = isCovered();
      const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (control && (event.key === 's' || event.key === 'Enter')) {
        // Even when it does not save: the browser would offer to save the page.
        event.preventDefault();
        if (!above) newest.current.onSave();
      } else if (event.key === 'Escape' && !above && !event.isComposing) {
        newest.current.onClose();
      }
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Lists stay in the page while they are shut: only what is seen counts. */
function isCovered(): boolean {
  const above = document.querySelectorAll('[role=dialog], [role=listbox], [role=menu]');
  return [...above].some((element) => element.checkVisibility());
}
