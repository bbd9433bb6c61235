import type { ViewState } from './readForm';

/**
 * The parts of Slack's deliveries that Postroom reads. Everything is optional that a client or another kind of
 * surface may leave out: what comes in is read, never trusted.
 */
export interface ViewPayload extends ViewState {
  id: string;
  type: 'modal' | 'home' | string;
  hash?: string;
  private_metadata?: string;
  root_view_id?: string | null;
  previous_view_id?: string | null;
  title?: { text?: string } | null;
  close?: { text?: string } | null;
}

interface Sender {
  user: { id: string };
  team?: { id: string } | null;
}

export interface ClickPayload extends Sender {
  type: 'block_actions';
  trigger_id: string;
  response_url?: string;
  channel?: { id: string } | null;
  container?: {
    type?: string;
    channel_id?: string;
    message_ts?: string;
    thread_ts?: string;
    is_ephemeral?: boolean;
  };
  view?: ViewPayload | null;
  actions: {
    type: string;
    action_id: string;
    action_ts?: string;
    value?: string;
    selected_option?: { value?: string } | null;
  }[];
}

export interface SubmitPayload extends Sender {
  type: 'view_submission';
  trigger_id?: string;
  view: ViewPayload;
}

export interface SuggestionPayload extends Sender {
  type: 'block_suggestion';
  action_id: string;
  value: string;
  channel?: { id: string } | null;
  view?: ViewPayload | null;
}

export interface CommandPayload {
  team_id: string;
  user_id: string;
  channel_id?: string;
  command: string;
  text?: string;
  trigger_id: string;
  response_url?: string;
}

export interface HomePayload {
  user: string;
  tab?: string;
  view?: ViewPayload | null;
}
