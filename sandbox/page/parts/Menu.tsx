import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
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
        <MenuPopover
          id={id}
          label={label}
          anchor={button}
          align={align}
          items={items}
          onClose={(refocus) => {
            set(false);
            if (refocus) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface PopoverProps {
  id?: string;
  label: string;
  anchor: RefObject<HTMLElement | null>;
  align: 'start' | 'end';
  items: MenuItem[];
  /** `refocus`: the anchor gets the focus; not when somebody pressed elsewhere. */
  onClose(refocus: boolean): void;
}

/** The open menu beside its anchor. */
export function MenuPopover({ id, label, anchor, align, items, onClose }: PopoverProps) {
  const popover = usePopover(anchor, { open: true, onOutside: () => onClose(false), align });
  const entries = () => [...(popover.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];

  useEffect(() => {
    const checked = popover.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (checked ?? popover.current?.querySelector<HTMLElement>('[role^="menuitem"]'))?.focus();
  }, [popover]);

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
      onClose(true);
    }
  };
  return (
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
        <MenuEntry key={item.key} item={item} close={() => onClose(true)} />
      ))}
    </div>
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
