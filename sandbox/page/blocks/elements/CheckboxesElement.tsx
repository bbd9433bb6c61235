import { type ElementProps, plain } from '../surface';
import { Text, type TextObject } from '../Text';

export function CheckboxesElement({ element, value, onChange, invalid }: ElementProps) {
  const options =
    (element.options as { text: TextObject; value: string; description?: TextObject }[] | undefined) ?? [];
  const chosen = new Set(Array.isArray(value) ? value : []);
  return (
    <div className="choices">
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="checkbox"
            checked={chosen.has(option.value)}
            aria-invalid={invalid || undefined}
            onChange={(event) => {
              const next = options
                .map((one) => one.value)
                .filter((one) => (one === option.value ? event.target.checked : chosen.has(one)));
              onChange(next);
            }}
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
