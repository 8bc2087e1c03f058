import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../support/certificate.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** A server whose certificate only it itself vouches for. */
export async function startTls() {
  const { key, cert } = await selfSigned(temporaryFolder());
  let seen = 0;
  const server = createServer({ key, cert }, (_, response) => {
    seen++;
    response.end();
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/`,
    requests: () => seen,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
