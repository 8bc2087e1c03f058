import { createInPicture } from './in-picture.ts';

/** Pause between two pictures, ms: some eight a second on a fast machine, fewer on a slow one. */
const pauseMs = 100;

/** What the worker found in one picture. Null: the decoder could not be started or failed. */
export type CameraAnswer = { codes: string[] | null };

export interface CameraEvents {
  onCode: (text: string) => void;
  /** The decoder does not work here. */
  onBroken: () => void;
}

/** Reads codes off a playing video until it is stopped. One picture is under way at a time. */
export function readVideo(video: HTMLVideoElement, { onCode, onBroken }: CameraEvents): () => void {
  const worker = new Worker(new URL('./camera-worker.ts', import.meta.url), { type: 'module' });
  const inPicture = createInPicture();
  let stopped = false;
  let timer: number | undefined;

  const next = () => {
    timer = window.setTimeout(() => void look(), pauseMs);
  };
  const look = async () => {
    // A window that nobody sees reads nothing: what stands before the camera then is chance.
    if (document.hidden || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return next();
    const picture = await createImageBitmap(video).catch(() => null);
    if (stopped) return picture?.close();
    if (!picture) return next();
    worker.postMessage(picture, [picture]);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<CameraAnswer>) => {
    if (stopped) return;
    if (data.codes === null) return onBroken();
    for (const code of inPicture.see(data.codes, performance.now())) onCode(code);
    next();
  });
  worker.addEventListener('error', onBroken);
  next();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    worker.terminate();
  };
}
