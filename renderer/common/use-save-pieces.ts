import { useState } from 'react';
import type { Problem, Reply } from '../../shared/contract.ts';
import { useStation } from '../station.tsx';
import { bytesOf } from './base64.ts';
import { saveFile } from './save-file.ts';

/** Calls that hand out a file piece by piece. */
type InPieces = 'imports.refused' | 'exports.take';

/** Fetches a file piece by piece, then saves it as every other file is. */
export function useSavePieces(name: InPieces, type = '') {
  const { call } = useStation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (id: string) => {
    setBusy(true);
    setProblem(null);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const piece: Reply<InPieces> = await call(name, { id, offset });
      if (!piece.ok) {
        setProblem(piece.problem);
        break;
      }
      pieces.push(bytesOf(piece.value.base64));
      offset = piece.value.next;
      if (offset === null) saveFile(new Blob(pieces, { type }), piece.value.name);
    }
    setBusy(false);
  };
  return { save, busy, problem };
}
