import { Icon } from '../../parts/Icon';
import { Menu } from '../../parts/Menu';
import { useTeamsDirectory } from '../live/teamsContext';
import { TeamsAvatar } from './TeamsAvatar';

/** "You are Ada": become another person of the tenant. */
export function TeamsPersonSwitch({ onPerson }: { onPerson(id: string): void }) {
  const { me, people } = useTeamsDirectory();
  return (
    <Menu
      label={`You are ${me.name}. Switch person`}
      className="teams-person"
      items={[...people.values()].map((person) => ({
        key: person.id,
        checked: person.id === me.id,
        label: (
          <span className="person-line">
            <TeamsAvatar person={person} size={24} />
            <span>
              <span className="person-name">{person.name}</span>
              <span className="person-hint">
                {[person.title, person.guest ? 'guest' : undefined, person.locale.slice(0, 2)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </span>
        ),
        onSelect: () => onPerson(person.id),
      }))}
    >
      <span className="teams-person-name">{me.name}</span>
      <TeamsAvatar person={me} size={24} />
      <Icon name="chevron" size={12} />
    </Menu>
  );
}
