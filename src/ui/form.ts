import type { Option, Piece } from './card';

/** A modal: a form when `submit` is set, a page to read (history, full text, palette) when it is not. */
export interface Form {
  title: string;
  submit: string | null;
  close: string;
  /** What is shown above the fields. */
  intro: Piece[];
  fields: Field[];
  /** Travels with the form and comes back with the submit; at most 2,500 characters as JSON. */
  token: FormToken;
}

export interface FormToken {
  action: string;
  /** Made when the form opens: the request id of its submit, so that a repeated submit happens once. */
  nonce: string;
  conversationId: string | null;
  /** The version of the conversation that the person saw. */
  seenVersion: number | null;
  /** Pages: which one. */
  page?: number;
}

export type Field = {
  name: string;
  label: string;
  hint?: string;
  optional: boolean;
} & (
  | { kind: 'line' | 'lines'; maxLength: number; initial?: string; placeholder?: string }
  /** A choice among few (`options`) or many (`lookup`: asked for as the person types). */
  | { kind: 'choice'; options: Option[]; initial?: string; placeholder?: string }
  | { kind: 'search'; lookup: string; initial?: Option; placeholder?: string }
  /**
   * One person, out of `lookup`. A platform with a people picker of its own shows that one; its answer is an account,
   * which `app` turns into the person. `offered`: people whom that picker cannot find, as they have no account there.
   */
  | { kind: 'person'; lookup: string; initial?: Option; offered?: Option[]; placeholder?: string }
  | { kind: 'check'; options: Option[]; initial?: string[] }
);

/** An account on the platform where it was chosen: who that is to Postroom is looked up, never believed. */
export interface ChosenAccount {
  user: string;
}

export type FieldValue = string | string[] | ChosenAccount | null;
export type FieldValues = Record<string, FieldValue>;
