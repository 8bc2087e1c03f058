import { useRoute } from '../route.ts';
import { OneImport } from './one-import.tsx';
import { Start } from './start.tsx';

/** Devices by file: where one comes from, and one of them when the address names it. */
export function Import() {
  const { part } = useRoute();
  return part === '' ? <Start /> : <OneImport key={part} id={part} />;
}
