import type { BlockJson } from '../../protocol';
import { type RichElement, RichText } from './RichText';

/** A `table` block; its first row is the heading. */
export function TableBlock({ block }: { block: BlockJson }) {
  const [head = [], ...rows] = (block.rows as BlockJson[][] | undefined) ?? [];
  return (
    <div className="block block-table">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
              <th key={index} scope="col">
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
            <tr key={at}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
                <td key={index}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: BlockJson }) {
  if (cell.type === 'rich_text') return <RichText elements={(cell.elements as RichElement[]) ?? []} />;
  return <>{String(cell.text ?? '')}</>;
}
