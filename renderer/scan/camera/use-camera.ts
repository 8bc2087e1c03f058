import { useEffect, useRef, useState } from 'react';
import { readVideo } from './reader.ts';

/** How the camera is; every reason why it is not on has its sentence. */
export type CameraState = 'starting' | 'on' | 'none' | 'denied' | 'in-use' | 'broken';

/** Where the browser has no cameras at all (no secure address), it has no `mediaDevices` either. */
const media = (): MediaDevices | undefined =>
  (navigator as { mediaDevices?: MediaDevices }).mediaDevices;

export function reasonOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'in-use';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'broken';
}

const wanted = (deviceId: string): MediaStreamConstraints => ({
  audio: false,
  video: {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    ...(deviceId === '' ? { facingMode: 'environment' } : { deviceId: { ideal: deviceId } }),
  },
});

/** Shows one camera in a video element and reads codes off it, as long as the component is there. */
export function useCamera(deviceId: string, onCode: (text: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const newest = useRef(onCode);
  const [state, setState] = useState<CameraState>('starting');
  const [cameras, setCameras] = useState<MediaDeviceInfo[]>([]);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    newest.current = onCode;
  });

  useEffect(() => {
    let gone = false;
    let stream: MediaStream | undefined;
    let stopReading: (() => void) | undefined;
    const end = (why: CameraState) => {
      stopReading?.();
      for (const track of stream?.getTracks() ?? []) track.stop();
      if (!gone) setState(why);
    };
    const start = async () => {
      setState('starting');
      const devices = media();
      if (!devices) return end('none');
      try {
        stream = await devices.getUserMedia(wanted(deviceId));
      } catch (error) {
        return end(reasonOf(error));
      }
      const shown = video.current;
      if (gone || !shown) return end('none');
      // Its cable was pulled, or the machine took the permission back.
      stream.getVideoTracks()[0]?.addEventListener('ended', () => end('none'));
      shown.srcObject = stream;
      await shown.play().catch(() => undefined);
      // Names are told only to those who may see the picture.
      const all = await devices.enumerateDevices().catch(() => []);
      if (gone) return end('none');
      setCameras(all.filter(({ kind }) => kind === 'videoinput'));
      setState('on');
      stopReading = readVideo(shown, {
        onCode: (text) => newest.current(text),
        onBroken: () => end('broken'),
      });
    };
    void start();
    return () => {
      gone = true;
      end('none');
    };
  }, [deviceId, attempt]);

  useEffect(() => {
    if (state !== 'none' && state !== 'in-use') return;
    const again = () => setAttempt((before) => before + 1);
    media()?.addEventListener('devicechange', again);
    return () => media()?.removeEventListener('devicechange', again);
  }, [state]);

  return { video, state, cameras, retry: () => setAttempt((before) => before + 1) };
}
