import { ChoiceSetInput, type PropertyBag, type SerializationContext } from 'adaptivecards';
import type { Choice } from '../../parts/useChoices';

/** What the drawn field is told by its label: ids of elements, and whether it lacks its answer. */
export interface FieldFace {
  labelledBy?: string;
  invalid: boolean;
}

/**
 * A choice that drops down: a list, a filtered list, several at once, one that asks the bot while somebody types
 * (`choices.data`). The renderer's own typeahead answers with titles instead of values and knows no multiple choice.
 * Here the field holds the values, and the page draws a combobox into `place`.
 */
export class ChoiceField extends ChoiceSetInput {
  /** Dataset of `choices.data`; undefined: only its own choices. */
  dataset?: string;
  selected: Choice[] = [];
  place?: HTMLElement;
  face: FieldFace = { invalid: false };
  private readonly watchers = new Set<() => void>();

  /** Whether the page draws it; what stands open, as radio buttons or check boxes, is the renderer's. */
  get isDrawn(): boolean {
    return this.dataset !== undefined || this.style !== 'expanded';
  }

  get offered(): Choice[] {
    return this.choices.map((one) => ({ value: one.value ?? '', text: one.title ?? '' }));
  }

  protected override internalParse(source: PropertyBag, context: SerializationContext): void {
    super.internalParse(source, context);
    // Read here, because a card that calls itself version 1.5 would lose it: Teams takes it in those, too.
    const data = source['choices.data'] as { type?: string; dataset?: string } | undefined;
    this.dataset = data?.type === 'Data.Query' ? data.dataset : undefined;
    const first = (this.defaultValue ?? '').split(',').filter(Boolean);
    this.selected = first.map((value) => ({
      value,
      text: this.offered.find((one) => one.value === value)?.text ?? value,
    }));
  }

  protected override internalRender(): HTMLElement | undefined {
    if (!this.isDrawn) return super.internalRender();
    this.place = document.createElement('div');
    this.place.className = 'ac-choice-field';
    return this.place;
  }

  override isDynamicTypeahead(): boolean {
    return false;
  }

  override get value(): string | undefined {
    if (!this.isDrawn) return super.value;
    return this.selected.map((one) => one.value).join(',') || undefined;
  }

  override isValid(): boolean {
    return this.isDrawn ? true : super.isValid();
  }

  choose(next: Choice[]): void {
    this.selected = next;
    this.valueChanged();
    this.tell();
  }

  override focus(): void {
    const input = this.place?.querySelector('input');
    if (input) input.focus();
    else super.focus();
  }

  override validateValue(): boolean {
    const valid = super.validateValue();
    this.updateInputControlAriaLabelledBy();
    return valid;
  }

  protected override updateInputControlAriaLabelledBy(): void {
    if (!this.isDrawn) {
      super.updateInputControlAriaLabelledBy();
      return;
    }
    const ids = this.getAllLabelIds();
    this.face = {
      labelledBy: ids.length > 0 ? ids.join(' ') : undefined,
      invalid: this.place?.classList.contains('ac-input-validation-failed') ?? false,
    };
    this.tell();
  }

  /** For useSyncExternalStore: called when what is chosen or how it is named changed. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  private tell(): void {
    for (const changed of this.watchers) changed();
  }
}
