import { Export } from '../export/export.tsx';
import { useRoute } from '../route.ts';
import { OneImport } from './one-import.tsx';
import { Start } from './start.tsx';

/** Devices by file: where one comes from, one of them when the address names it, and files out. */
export function Import() {
  const { part } = useRoute();
  if (part === 'export') return <Export />;
  return part === '' ? <Start /> : <OneImport key={part} id={part} />;
}
