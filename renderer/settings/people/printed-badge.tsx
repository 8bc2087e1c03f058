import { Button } from '@mantine/core';
import { create } from 'qrcode';
import { useWords } from '../../words.tsx';
import styles from './printed-badge.module.css';

/** A new badge, shown once: its QR code, the name and the code itself; printed, it is all there is on the page. */
export function PrintedBadge({ name, code }: { name: string; code: string }) {
  const { w } = useWords();
  const { modules } = create(code, { errorCorrectionLevel: 'M' });
  const dark = Array.from({ length: modules.size * modules.size }, (_, index) => index)
    .filter((index) => modules.data[index] === 1)
    .map((index) => `M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z`);
  const side = modules.size + 8;
  return (
    <div className={styles.printed}>
      <p>{w('operators.printed', { name })}</p>
      <div className={styles.badge}>
        <svg viewBox={`-4 -4 ${side} ${side}`} role="img" aria-label={code}>
          <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
          <path d={dark.join('')} fill="#000" shapeRendering="crispEdges" />
        </svg>
        <div>
          <strong>{name}</strong>
          <code>{code}</code>
        </div>
      </div>
      <Button variant="default" onClick={() => window.print()}>
        {w('operators.printOne')}
      </Button>
    </div>
  );
}
