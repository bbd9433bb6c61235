import { markdownToHtml } from '../card/cardMarkdown';
import { useTeamsDirectory } from '../live/teamsContext';
import { piecesOf } from './mentions';
import { useMentionables } from './useMentionables';

/** Words of a person: plain, with their mentions marked. */
export function PersonText({ text, mentions }: { text: string; mentions: string[] }) {
  const { me } = useTeamsDirectory();
  const who = useMentionables().filter((one) => mentions.includes(one.id));
  let at = 0;
  return (
    <p className="teams-text">
      {piecesOf(text, who).map((piece) => {
        at += piece.text.length;
        return piece.mention ? (
          <span key={at} className={`teams-mention${piece.mention === me.id ? ' teams-mention-me' : ''}`}>
            {piece.text.slice(1)}
          </span>
        ) : (
          piece.text
        );
      })}
    </p>
  );
}

/** Words of the bot: Markdown, with those marked whom it mentions. */
export function BotText({ text, mentions }: { text: string; mentions: string[] }) {
  const { people } = useTeamsDirectory();
  const names = new Set(mentions.flatMap((id) => people.get(id)?.name ?? []));
  return (
    <div
      className="teams-text teams-markdown"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: markdownToHtml escapes all but a few formats of its own
      dangerouslySetInnerHTML={{ __html: markdownToHtml(text, names) }}
    />
  );
}
