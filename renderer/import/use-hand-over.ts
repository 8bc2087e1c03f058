import { useState } from 'react';
import { importPieceBytes } from '../../shared/models/import.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { base64Of } from '../common/base64.ts';
import { go } from '../route.ts';
import { useStation } from '../station.tsx';

export interface HandingOver {
  name: string;
  /** 0 to 100. */
  share: number;
}

/** Hands a file to the station piece by piece, then opens it; what keeps it from that is said. */
export function useHandOver() {
  const { call } = useStation();
  const [sending, setSending] = useState<HandingOver | null>(null);
  const [failed, setFailed] = useState<Problem | null>(null);

  async function handOver(file: File): Promise<void> {
    setFailed(null);
    setSending({ name: file.name, share: 0 });
    const found = await send(file);
    setSending(null);
    if (found) setFailed(found);
  }

  async function send(file: File): Promise<Problem | null> {
    const begun = await call('imports.begin', { name: file.name, bytes: file.size });
    if (!begun.ok) return begun.problem;
    const { id } = begun.value;
    for (let offset = 0; offset < file.size; offset += importPieceBytes) {
      let bytes: Uint8Array<ArrayBuffer>;
      try {
        bytes = new Uint8Array(await file.slice(offset, offset + importPieceBytes).arrayBuffer());
      } catch {
        // A folder that was dropped, or a stick that was pulled.
        return problem('file-unreadable', { file: file.name, detail: 'not readable' });
      }
      const put = await call('imports.put', { id, offset, base64: base64Of(bytes) });
      if (!put.ok) return put.problem;
      setSending({
        name: file.name,
        share: Math.floor(((offset + bytes.length) / file.size) * 100),
      });
    }
    go('import', id);
    return null;
  }

  return { handOver, sending, problem: failed };
}
