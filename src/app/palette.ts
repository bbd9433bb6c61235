import { actions } from '../actions';
import { actionButton, type CardButton } from '../cards/buttons';
import { pageForm } from '../cards/page';
import type { Conversation } from '../domain/conversation';
import { can, type Membership } from '../domain/permissions';
import { say, words } from '../locales/say';
import type { Mailbox, Person } from '../ports/rows';
import type { Button, Piece } from '../ui/card';
import type { Form } from '../ui/form';

/** Just the actions that this person may do with this conversation now, in the order of the list. */
export function allowedActions(
  person: Person,
  membership: Membership | null,
  state: Conversation,
  mailbox: Mailbox,
): CardButton[] {
  return Object.values(actions)
    .filter((action) => action.offered(state, person.id))
    .filter((action) => can({ kind: 'person', id: person.id }, membership, action.privilege, state, mailbox))
    .map((action) => action.name as CardButton);
}

/** The page behind More. */
export function paletteForm(
  person: Person,
  membership: Membership | null,
  state: Conversation,
  mailbox: Mailbox,
  nonce: string,
): Form {
  const { locale } = person;
  const buttons: Button[] = allowedActions(person, membership, state, mailbox).map((name) => {
    const { style: _plain, ...button } = actionButton(name, state, locale);
    return button;
  });
  const intro: Piece[] =
    buttons.length > 0
      ? [
          { kind: 'text', text: say(locale, 'pages.palette.intro') },
          { kind: 'buttons', buttons },
        ]
      : [{ kind: 'text', text: say(locale, 'pages.palette.nothing') }];
  const title = words(locale, 'pages.palette.title', { number: `#${state.number}` });
  return pageForm(title, intro, 'more', state, nonce, locale);
}
