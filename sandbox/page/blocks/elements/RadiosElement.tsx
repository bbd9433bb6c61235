import { useId } from 'react';
import { type ElementProps, plain } from '../surface';
import { Text, type TextObject } from '../Text';

export function RadiosElement({ element, value, onChange, invalid }: ElementProps) {
  const name = useId();
  const options =
    (element.options as { text: TextObject; value: string; description?: TextObject }[] | undefined) ?? [];
  return (
    <div className="choices">
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            aria-invalid={invalid || undefined}
            onChange={() => onChange(option.value)}
          />
          <span className="choice-text">
            <Text object={option.text} />
            {plain(option.description) && (
              <span className="choice-description">
                <Text object={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
