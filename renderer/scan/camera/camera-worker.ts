import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { CameraAnswer } from './reader.ts';

/**
 * Finds codes in pictures, off the window's own thread. One picture in, one answer out. Its file's content policy
 * (`main/hosts/pages.ts`, by this name) is the only one that allows WebAssembly.
 */
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

const mostCodes = 4;

async function codesIn(picture: ImageBitmap): Promise<string[]> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0);
  const image = context?.getImageData(0, 0, picture.width, picture.height);
  picture.close();
  if (!image) return [];
  const found = await readBarcodes(image, {
    formats: ['QRCode', 'MicroQRCode', 'RMQRCode', 'DataMatrix'],
    maxNumberOfSymbols: mostCodes,
    textMode: 'Plain',
  });
  // As a scanner with AIM identifiers on would send it: what was scanned is known for sure.
  return found
    .filter(({ isValid, text }) => isValid && text !== '')
    .map(({ symbologyIdentifier, text }) => symbologyIdentifier + text);
}

self.addEventListener('message', ({ data }: MessageEvent<ImageBitmap>) => {
  void codesIn(data)
    .catch(() => null)
    .then((codes) => self.postMessage({ codes } satisfies CameraAnswer));
});
