import { type RefObject, useEffect } from 'react';
import { usePopover } from '../parts/usePopover';
import type { Suggestion } from './suggestionsFor';

interface Props {
  anchor: RefObject<HTMLDivElement | null>;
  items: Suggestion[];
  active: number;
  onTake(index: number): void;
  onHush(): void;
}

/** Commands, people or channels above the composer. */
export function Suggestions({ anchor, items, active, onTake, onHush }: Props) {
  const open = items.length > 0;
  const popover = usePopover(anchor, { open, onOutside: onHush, width: 'match', size: items });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry may be out of sight
  useEffect(() => {
    popover.current?.querySelector('.option.active')?.scrollIntoView({ block: 'nearest' });
  }, [active, popover]);
  if (!open) return null;
  return (
    <div ref={popover} popover="manual" className="popover listbox" role="listbox" aria-label="Suggestions">
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer has the keyboard
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the composer
        <div
          key={item.insert}
          role="option"
          aria-selected={index === active}
          className={`option${index === active ? ' active' : ''}`}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(index)}
        >
          <span className="option-text">{item.title}</span>
          {item.note && <span className="option-description">{item.note}</span>}
        </div>
      ))}
    </div>
  );
}
