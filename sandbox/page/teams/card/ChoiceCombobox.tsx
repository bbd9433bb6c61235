import { useSyncExternalStore } from 'react';
import { Combobox } from '../../parts/Combobox';
import type { Choice } from '../../parts/useChoices';
import type { ChoiceField } from './ChoiceField';

interface Props {
  field: ChoiceField;
  /** Asks the bot, or the tenant's people. */
  search(dataset: string, text: string): Promise<Choice[]>;
  /** The name of somebody who was chosen before, of whom the card knows only the id. */
  nameOf(value: string): string | undefined;
}

/** A ChoiceField as the combobox that people see. */
export function ChoiceCombobox({ field, search, nameOf }: Props) {
  const selected = useSyncExternalStore(
    (changed) => field.watch(changed),
    () => field.selected,
  );
  const face = useSyncExternalStore(
    (changed) => field.watch(changed),
    () => field.face,
  );
  const { dataset, offered } = field;
  const ask = async (query: string) => {
    const wanted = query.toLocaleLowerCase();
    const own = offered.filter((choice) => choice.text.toLocaleLowerCase().includes(wanted));
    return query === '' && offered.length > 0 ? offered : [...own, ...(await search(dataset ?? '', query))];
  };
  return (
    <Combobox
      label={field.label ?? field.placeholder}
      labelledBy={face.labelledBy}
      invalid={face.invalid}
      required={field.isRequired}
      placeholder={field.placeholder}
      multi={field.isMultiSelect}
      clearable={!field.isRequired && !(field.isCompact && field.defaultValue && !dataset)}
      selected={selected.map((one) =>
        one.text === one.value ? { ...one, text: nameOf(one.value) ?? one.text } : one,
      )}
      choices={dataset === undefined ? offered : ask}
      // Teams asks only for what somebody typed; the card's own choices stand there before.
      minQuery={dataset !== undefined && offered.length === 0 ? 1 : 0}
      onChange={(next) => field.choose(next)}
    />
  );
}
