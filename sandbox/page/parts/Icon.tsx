/** Line icons on a 20 × 20 grid, drawn here so that nothing is loaded from elsewhere. */
const PATHS = {
  chat: 'M4 4.5h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9l-4 3v-3H4a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Z',
  mail: 'M3 5h14v10H3zM3 5.5l7 5.5 7-5.5',
  sliders: 'M3 6h8M15 6h2M3 14h2M9 14h8M11 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0ZM5 14a2 2 0 1 0 4 0 2 2 0 1 0-4 0Z',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z',
  auto: 'M10 3a7 7 0 1 0 0 14 7 7 0 1 0 0-14ZM10 3v14M10 6.5l5.6 0M10 10h7M10 13.5h5.6',
  hash: 'M7.5 3.5 6 16.5M14 3.5l-1.5 13M4 7.5h13M3 12.5h13',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  home: 'M3.5 9 10 3.5 16.5 9v7.5h-4.5V12H8v4.5H3.5z',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  chevron: 'M5.5 8l4.5 4.5L14.5 8',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  more: 'M10 4.5v.01M10 10v.01M10 15.5v.01',
  reply:
    'M4 4.5h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-5l-3.5 3v-3H4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM7 8h6M7 10.5h4',
  send: 'M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11',
  clip: 'M15.5 9.5l-5.7 5.7a3.5 3.5 0 0 1-5-5l6.2-6.2a2.3 2.3 0 0 1 3.3 3.3l-6.2 6.2a1.1 1.1 0 0 1-1.6-1.6l5.3-5.3',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
  image: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M12.5 7.5v.01',
  download: 'M10 3v9.5M6 9l4 4 4-4M4 16.5h12',
  smile: 'M10 3a7 7 0 1 0 0 14 7 7 0 1 0 0-14ZM7 11.5c.6 1.4 1.7 2.1 3 2.1s2.4-.7 3-2.1M7.5 8v.01M12.5 8v.01',
  plus: 'M10 4v12M4 10h12',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5ZM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 1 0 0-4.4Z',
  bold: 'M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.5a3 3 0 0 1 0 6H6z',
  italic: 'M8.5 4h6M5.5 16h6M11.5 4l-3 12',
  list: 'M8 5.5h9M8 10h9M8 14.5h9M4 5.5v.01M4 10v.01M4 14.5v.01',
  numbers: 'M9 5.5h8M9 10h8M9 14.5h8M4 4l1-.5v4M3.5 12.5h2l-2 3h2',
  link: 'M8.5 11.5l3-3M9 6l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.5 1.5a3.2 3.2 0 0 1-4.5-4.5L6.5 9.5',
  bolt: 'M11 2.5 4.5 11.5H9l-.5 6L15.5 8.5H11z',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11',
  columns: 'M3 4h14v12H3zM10.5 4v12',
  person: 'M10 4a3 3 0 1 0 0 6 3 3 0 1 0 0-6ZM4 16.5c.7-3 3-4.5 6-4.5s5.3 1.5 6 4.5',
  people:
    'M7.5 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 1 0 0-5ZM2.5 15.5c.5-2.7 2.5-4 5-4s4.5 1.3 5 4M13 5a2.2 2.2 0 0 1 0 4.3M14.5 11.6c1.6.4 2.700 1.700 3 3.900',
  expand: 'M11.5 3.5h5v5M16.5 3.5 11 9M8.5 16.5h-5v-5M3.5 16.5 9 11',
  prompt: 'M3.5 5h13M3.5 9h13M3.5 13h6M14 12v5M11.5 14.5h5',
  inbox: 'M3 11.5 5 4h10l2 7.5v4.5H3zM3 11.5h4l1 2h4l1-2h4',
  archive: 'M3 4h14v3.5H3zM4 7.5h12v9H4zM8 10.5h4',
  spam: 'M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.5V11M10 13.5v.01',
  folder: 'M3 5h5l1.5 2H17v9H3z',
  refresh: 'M16 6.5A7 7 0 1 0 17 10M16.5 3v4h-4',
  pencil: 'M4 16l.7-3.5L13.5 3.7l2.8 2.8-8.8 8.8z',
} as const;

export type IconName = keyof typeof PATHS;

interface Props {
  name: IconName;
  size?: number;
  className?: string;
}

/** Decoration only: the control around it carries the name. */
export function Icon({ name, size = 20, className }: Props) {
  return (
    <svg
      className={`icon${className ? ` ${className}` : ''}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.6 : size < 16 ? 2 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
