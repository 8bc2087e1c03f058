/**
 * The few globals that every runtime of ours has (Node, browsers, Electron's renderer) and that
 * the ECMAScript library types do not name. Nothing else from a host may be used in `shared/`.
 */
interface URLSearchParams extends Iterable<[string, string]> {
  get(name: string): string | null;
}
interface URL {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
}
declare var URL: { new (url: string, base?: string): URL; canParse(url: string): boolean };
interface TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare var TextEncoder: { new (): TextEncoder };
interface TextDecoder {
  decode(bytes: Uint8Array): string;
}
declare var TextDecoder: {
  new (label: 'utf-8', options: { ignoreBOM?: boolean; fatal?: boolean }): TextDecoder;
};
