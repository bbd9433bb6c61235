import type { Card, Option } from './card';
import type { Form } from './form';
import type { Text } from './text';

/** Every answer is a value; the adapters turn it into what their platform shows. */
export type Reply =
  /** Open (or, from inside a modal, push) a form or page. */
  | { kind: 'form'; form: Form }
  /** Replace the modal in which it was asked. */
  | { kind: 'replaceForm'; form: Form }
  | { kind: 'options'; options: Option[] }
  /** A private card: a list, a shown conversation, help; for a home request the home itself. */
  | { kind: 'card'; card: Card }
  /** A private sentence. */
  | { kind: 'notice'; tone: 'info' | 'refusal' | 'error'; text: Text }
  /** It happened; `text` is the private confirmation, when saying it helps. Closes the modal it came from. */
  | { kind: 'done'; text: Text | null }
  /**
   * The form stays open with a sentence at each wrong field.
   * @property form the same once more with what was given, for a platform that keeps no open form.
   */
  | { kind: 'fieldErrors'; errors: Record<string, string>; form?: Form };
