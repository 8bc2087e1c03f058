export type ShapeKind =
  | 'ok'
  | 'repeat'
  | 'bad'
  | 'warn'
  | 'off'
  | 'busy'
  | 'pause'
  | 'again'
  | 'other'
  | 'note';

interface Props {
  kind: ShapeKind;
  size?: number | string;
  className?: string | undefined;
}

/**
 * The signs of the house. Each has an outline of its own, so that a colour-blind reader, a dark
 * photo and a glance from across the hall all tell them apart. Always beside a word, so hidden from
 * screen readers. The sign inside is cut out: it shows the ground.
 */
export function Shape({ kind, size = 20, className }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={className}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawings[kind]}
    </svg>
  );
}

const drawings = {
  ok: (
    <>
      <circle cx="12" cy="12" r="10.2" strokeWidth="2" />
      <path d="m7 12.6 3.4 3.4L17 8.8" />
    </>
  ),
  repeat: (
    <>
      <path d="M12 1.6 22.4 12 12 22.4 1.6 12Z" strokeWidth="2" />
      <path d="M8.4 10h7.2M8.4 14.2h7.2" />
    </>
  ),
  bad: (
    <>
      <path d="M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8Z" strokeWidth="2" />
      <path d="m8.4 8.4 7.2 7.2m0-7.2-7.2 7.2" />
    </>
  ),
  warn: (
    <>
      <path d="M12 2.4 22.6 21H1.4Z" strokeWidth="2" />
      <path d="M12 9.4v4.8M12 17.6v.1" />
    </>
  ),
  off: <circle cx="12" cy="12" r="9.6" strokeWidth="2" strokeDasharray="3.4 4.2" />,
  busy: (
    <>
      <circle cx="12" cy="12" r="10.2" strokeWidth="2" />
      <path d="M12 16.4V8m-3.4 3L12 7.6 15.4 11" />
    </>
  ),
  again: (
    <>
      <path d="M20.8 8.2A9.6 9.6 0 1 0 21.6 12" strokeWidth="2" />
      <path d="M21.6 2.6v5.8h-5.8" />
    </>
  ),
  other: (
    <>
      <path d="M1.6 4.4h20.8v15.2H1.6Z" strokeWidth="2" />
      <path d="M6 9v6M10 9v6M14 9v6M18 9v6" strokeWidth="2" />
      <path d="M3.4 22.4 20.6 1.6" />
    </>
  ),
  note: (
    <>
      <path d="M3 2h13.4L21 6.6V22H3Z" strokeWidth="2" />
      <path d="M8 9h8M8 13.4h8M8 17.8h4.6" strokeWidth="2" />
    </>
  ),
  pause: (
    <>
      <rect x="2" y="2" width="20" height="20" rx="3" strokeWidth="2" />
      <path d="M9.2 8v8M14.8 8v8" />
    </>
  ),
};
