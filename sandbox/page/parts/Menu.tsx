import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { usePopover } from './usePopover';

export interface MenuItem {
  key: string;
  label: ReactNode;
  description?: ReactNode;
  danger?: boolean;
  /** Draws a line above it. */
  apart?: boolean;
  /** For choices: whether it is the chosen one. */
  checked?: boolean;
  /** A link instead of an action. */
  href?: string;
  onSelect?: () => void;
}

interface Props {
  /** The accessible name of the button and of its menu. */
  label: string;
  items: MenuItem[];
  children: ReactNode;
  className?: string;
  align?: 'start' | 'end';
  onOpenChange?: (open: boolean) => void;
}

/** A button that opens a menu: arrows, Home, End, first letters and Escape work. */
export function Menu({
  label,
  items,
  children,
  className = 'icon-button',
  align = 'end',
  onOpenChange,
}: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const set = (next: boolean) => {
    setOpen(next);
    onOpenChange?.(next);
  };
  const popover = usePopover(button, { open, onOutside: () => set(false), align });

  useEffect(() => {
    if (!open) return;
    const all = popover.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]');
    const checked = popover.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (checked ?? all?.[0])?.focus();
  }, [open, popover]);

  function entries(): HTMLElement[] {
    return [...(popover.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  }
  const close = () => {
    set(false);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target =
      event.key === 'ArrowDown'
        ? all[(at + 1) % all.length]
        : event.key === 'ArrowUp'
          ? all[(at - 1 + all.length) % all.length]
          : event.key === 'Home'
            ? all[0]
            : event.key === 'End'
              ? all.at(-1)
              : event.key.length === 1
                ? all.find((one) => one.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))
                : undefined;
    if (target) {
      event.preventDefault();
      target.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => set(!open)}
      >
        {children}
      </button>
      {open && (
        <div
          ref={popover}
          popover="manual"
          id={id}
          role="menu"
          aria-label={label}
          className="popover menu"
          tabIndex={-1}
          onKeyDown={onKey}
        >
          {items.map((item) => (
            <MenuEntry key={item.key} item={item} close={close} />
          ))}
        </div>
      )}
    </>
  );
}

function MenuEntry({ item, close }: { item: MenuItem; close: () => void }) {
  const className = `menu-item${item.danger ? ' danger' : ''}${item.apart ? ' apart' : ''}`;
  const content = (
    <>
      <span className="menu-label">{item.label}</span>
      {item.description && <span className="menu-description">{item.description}</span>}
    </>
  );
  const select = () => {
    close();
    item.onSelect?.();
  };
  if (item.href) {
    return (
      <a
        role="menuitem"
        className={className}
        href={item.href}
        target="_blank"
        rel="noreferrer noopener"
        onClick={select}
      >
        {content}
      </a>
    );
  }
  const role =
    item.checked === undefined
      ? { role: 'menuitem' }
      : { role: 'menuitemradio', 'aria-checked': item.checked };
  return (
    <button type="button" {...role} className={className} onClick={select}>
      {content}
    </button>
  );
}
