import { useMemo, useRef } from 'react';
import type { BlockJson, InputValue } from '../../../protocol';
import { useDirectory } from '../../live/workspace';
import { Combobox } from '../../parts/Combobox';
import type { Choice } from '../../parts/useChoices';
import { type ElementProps, plain, useSurface } from '../surface';
import { conversationChoices, optionChoices, personChoices } from './choices';

/** All ten selects: static, external, users, conversations, channels; single and multi. */
export function SelectElement(props: ElementProps) {
  const { element, blockId, value, onChange } = props;
  const surface = useSurface();
  const directory = useDirectory();
  const multi = element.type.startsWith('multi_');
  const external = element.type.endsWith('external_select');
  const known = useRef(new Map<string, Choice>());

  const fixed = useMemo(() => {
    if (element.type.endsWith('users_select')) return personChoices(directory);
    if (/(conversations|channels)_select$/.test(element.type)) return conversationChoices(element, directory);
    return optionChoices(element);
  }, [element, directory]);
  for (const choice of [...initial(element), ...initial(surface.stored(blockId, element)), ...fixed]) {
    known.current.set(choice.value, choice);
  }

  const ask = async (query: string): Promise<Choice[]> => {
    const found = await surface.suggest(blockId, element, query);
    for (const choice of found) known.current.set(choice.value, choice);
    return found;
  };
  const chosen = listed(value).map((one) => known.current.get(one) ?? { value: one, text: one });
  return (
    <Combobox
      {...props}
      label={props.label ?? plain(element.placeholder) ?? 'Select'}
      labelledBy={props.field ? props.labelledBy : undefined}
      placeholder={plain(element.placeholder) ?? (multi ? 'Choose one or more' : 'Choose')}
      multi={multi}
      max={element.max_selected_items as number | undefined}
      minQuery={external ? ((element.min_query_length as number | undefined) ?? 3) : 0}
      clearable={props.field === true && props.required === false}
      autoFocus={element.focus_on_load === true}
      selected={chosen}
      choices={external ? ask : fixed}
      onChange={(next) => onChange(multi ? next.map((one) => one.value) : (next[0]?.value ?? null))}
    />
  );
}

function listed(value: InputValue): string[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** Choices that came with the element or are remembered for it: an external select lists them nowhere else. */
function initial(from: BlockJson | undefined): Choice[] {
  const single = [from?.initial_option, from?.selected_option].filter(Boolean);
  const several = [from?.initial_options, from?.selected_options].flatMap((one) =>
    Array.isArray(one) ? one : [],
  );
  return optionChoices({ type: 'static_select', options: [...single, ...several] });
}
