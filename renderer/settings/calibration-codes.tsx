import QRCode from 'qrcode';
import { code128 } from '../../shared/labels/code128.ts';
import { calibrationTexts } from '../../shared/wedge/calibrate.ts';

/** Both calibration codes as drawings, one module a unit. */
function qrPath(text: string): { path: string; size: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  let path = '';
  for (let at = 0; at < size * size; at++) {
    if (data[at] === 1) path += `M${at % size} ${Math.floor(at / size)}h1v1h-1z`;
  }
  return { path, size };
}

function barsPath(text: string, height: number): { path: string; width: number } {
  let path = '';
  let x = 0;
  for (const [at, width] of (code128(text) ?? []).entries()) {
    if (at % 2 === 0) path += `M${x} 0h${width}v${height}h-${width}z`;
    x += width;
  }
  return { path, width: x };
}

const qr = qrPath(calibrationTexts.full);
const barHeight = 40;
const bars = barsPath(calibrationTexts.short, barHeight);
const quiet = 10;

/** Always black on white, with its quiet zone: a scanner does not care for the theme. */
export function QrCalibration({ label }: { label: string }) {
  const side = qr.size + 8;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${side} ${side}`}
      width={side * 4}
      height={side * 4}
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}

export function BarsCalibration({ label }: { label: string }) {
  const width = bars.width + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-${quiet} -6 ${width} ${barHeight + 12}`}
      width={width * 2}
      height={(barHeight + 12) * 2}
      shapeRendering="crispEdges"
    >
      <rect x={-quiet} y="-6" width={width} height={barHeight + 12} fill="#fff" />
      <path d={bars.path} fill="#000" />
    </svg>
  );
}

/** Both codes on one sheet, to be printed and kept beside the station. */
export function calibrationSheet(): string {
  const side = 60;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="190mm" height="110mm" viewBox="0 0 190 110" shape-rendering="crispEdges">',
    '<rect width="190" height="110" fill="#fff"/>',
    `<g transform="translate(65 5) scale(${side / qr.size})"><path d="${qr.path}"/></g>`,
    `<g transform="translate(15 75) scale(${160 / bars.width} 0.6)"><path d="${bars.path}"/></g>`,
    '</svg>',
  ].join('');
}
