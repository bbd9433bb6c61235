import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Icon } from './Icon';
import { type Choice, useChoices } from './useChoices';
import { usePopover } from './usePopover';

export interface ComboboxProps {
  /** Accessible name, where no label element points here. */
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  id?: string;
  invalid?: boolean;
  required?: boolean;
  placeholder?: string;
  multi?: boolean;
  /** At most so many in a multi-select. */
  max?: number;
  clearable?: boolean;
  autoFocus?: boolean;
  selected: Choice[];
  /** All choices, or a question to ask for each query. */
  choices: Choice[] | ((query: string) => Promise<Choice[]>);
  /** Asking starts with so many letters. */
  minQuery?: number;
  onChange(next: Choice[]): void;
}

/** A searchable select, single or multiple, with the keyboard and the roles of an ARIA combobox. */
export function Combobox(props: ComboboxProps) {
  const { selected, multi = false, onChange } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState<string>();
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = useChoices(props.choices, open, query ?? '', props.minQuery ?? 0);
  const chosen = useMemo(() => new Set(selected.map((one) => one.value)), [selected]);
  const close = () => {
    setOpen(false);
    setQuery(undefined);
  };
  const popover = usePopover(box, { open, onOutside: close, width: 'match', size: found });
  const full = multi && props.max !== undefined && selected.length >= props.max;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its chosen or first entry
  useEffect(() => {
    const at = multi ? -1 : found.choices.findIndex((one) => chosen.has(one.value));
    setActive(Math.max(0, query ? 0 : at));
  }, [found.choices, open]);
  useEffect(() => {
    if (open) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, open, id]);

  const pick = (choice: Choice) => {
    if (!multi) {
      onChange([choice]);
      close();
      return;
    }
    if (chosen.has(choice.value)) onChange(selected.filter((one) => one.value !== choice.value));
    else if (!full) onChange([...selected, choice]);
    setQuery(undefined);
  };
  const onKey = (event: KeyboardEvent) => {
    const last = found.choices.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setOpen(true);
      else
        setActive((at) => (event.key === 'ArrowDown' ? (at >= last ? 0 : at + 1) : at <= 0 ? last : at - 1));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const choice = found.choices[active];
      if (choice) pick(choice);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && multi && !query && selected.length > 0) {
      onChange(selected.slice(0, -1));
    } else if (event.key === 'Tab') close();
  };

  const shown = query ?? (multi ? '' : (selected[0]?.text ?? ''));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer; the input has the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      ref={box}
      className={`combobox${open ? ' open' : ''}${props.invalid ? ' invalid' : ''}`}
      onClick={() => {
        input.current?.focus();
        setOpen(true);
      }}
    >
      {multi &&
        selected.map((one) => (
          <span key={one.value} className="token">
            <span className="token-text">{one.text}</span>
            <button
              type="button"
              className="token-remove"
              aria-label={`Remove ${one.text}`}
              onClick={(event) => {
                event.stopPropagation();
                onChange(selected.filter((other) => other.value !== one.value));
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
      <input
        ref={input}
        id={props.id}
        className="combobox-input"
        role="combobox"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: only where the app asked for focus_on_load
        autoFocus={props.autoFocus}
        spellCheck={false}
        aria-label={props.labelledBy ? undefined : props.label}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && found.choices[active] ? `${id}-${active}` : undefined}
        placeholder={multi && selected.length > 0 ? '' : props.placeholder}
        value={shown}
        onChange={(event) => {
          setQuery(event.target.value);
          setOpen(true);
        }}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKey}
      />
      {props.clearable && !multi && selected.length > 0 ? (
        <button
          type="button"
          className="combobox-clear"
          aria-label="Clear"
          onClick={(event) => {
            event.stopPropagation();
            onChange([]);
            close();
          }}
        >
          <Icon name="close" size={14} />
        </button>
      ) : (
        <Icon name="chevron" size={14} className="combobox-arrow" />
      )}
      {open && (
        <div
          ref={popover}
          popover="manual"
          className="popover listbox"
          id={`${id}-list`}
          role="listbox"
          aria-label={props.label ?? 'Options'}
          aria-multiselectable={multi || undefined}
        >
          {found.note && (
            <p className="listbox-note" role="status">
              {found.note}
            </p>
          )}
          {found.choices.map((choice, index) => (
            <OptionRow
              key={`${choice.group ?? ''} ${choice.value}`}
              id={`${id}-${index}`}
              choice={choice}
              heading={choice.group !== found.choices[index - 1]?.group ? choice.group : undefined}
              active={index === active}
              selected={chosen.has(choice.value)}
              onHover={() => setActive(index)}
              onPick={() => pick(choice)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface RowProps {
  id: string;
  choice: Choice;
  heading?: string;
  active: boolean;
  selected: boolean;
  onHover(): void;
  onPick(): void;
}

function OptionRow({ id, choice, heading, active, selected, onHover, onPick }: RowProps) {
  return (
    <>
      {heading && (
        <div className="listbox-group" role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox input has the keyboard */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, aria-activedescendant points here */}
      <div
        id={id}
        role="option"
        aria-selected={selected}
        className={`option${active ? ' active' : ''}`}
        onPointerMove={onHover}
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          onPick();
        }}
      >
        <span className="option-text">{choice.text}</span>
        {choice.description && <span className="option-description">{choice.description}</span>}
        {selected && <Icon name="check" size={14} className="option-check" />}
      </div>
    </>
  );
}
