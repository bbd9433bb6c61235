import type { Person } from '../../protocol';
import { Avatar } from '../parts/Avatar';
import { Icon } from '../parts/Icon';
import { Menu } from '../parts/Menu';

/** "You are Ada": become another member of the team. */
export function PersonSwitch({
  people,
  me,
  onPerson,
}: {
  people: Person[];
  me: Person;
  onPerson(id: string): void;
}) {
  const members = people.filter((one) => !one.isBot && !one.deleted);
  const name = me.realName || me.name;
  return (
    <Menu
      label={`You are ${name}. Switch person`}
      className="person-switch"
      align="start"
      items={members.map((person) => ({
        key: person.id,
        checked: person.id === me.id,
        label: (
          <span className="person-line">
            <Avatar person={person} size={24} />
            <span>
              <span className="person-name">{person.realName || person.name}</span>
              <span className="person-hint">{hint(person)}</span>
            </span>
          </span>
        ),
        onSelect: () => onPerson(person.id),
      }))}
    >
      <Avatar person={me} size={24} />
      <span className="person-switch-name">{name}</span>
      <Icon name="chevron" size={14} />
    </Menu>
  );
}

/** What they are here: their title where the workspace knows one, who administers it, their language. */
export function hint(person: Person): string {
  const parts = [person.title ?? (person.isAdmin ? 'workspace admin' : undefined), person.locale.slice(0, 2)];
  return [`@${person.name}`, ...parts.filter(Boolean)].join(' · ');
}
