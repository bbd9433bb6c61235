import { useCallback, useRef, useState } from 'react';
import { Icon } from './Icon';

export interface Toast {
  id: number;
  level: 'info' | 'error';
  text: string;
}

const SHOWN_MS = 8000;

/** Sentences that appear for a few seconds. The same sentence is not shown twice at once. */
export function useToasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(1);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const toast = useCallback(
    (level: Toast['level'], text: string) => {
      const id = next.current;
      next.current += 1;
      setToasts((all) =>
        all.some((one) => one.text === text) ? all : [...all.slice(-3), { id, level, text }],
      );
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  return { toasts, toast, dismiss };
}

export function Toasts({ toasts, dismiss }: { toasts: Toast[]; dismiss(id: number): void }) {
  return (
    <section className="toasts" aria-label="Notices" aria-live="polite">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={`toast toast-${toast.level}`}
          role={toast.level === 'error' ? 'alert' : 'status'}
        >
          <p>{toast.text}</p>
          <button
            type="button"
            className="icon-button small"
            aria-label="Dismiss notice"
            onClick={() => dismiss(toast.id)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </section>
  );
}
