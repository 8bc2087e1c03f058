import { expect, test, whyNot } from './window.ts';

/** What Electron refuses because we told it to: the harness in `test/hosts` proves the telling, this the refusing. */

const why = whyNot();
test.skip(why !== null, why ?? '');

test('the window is sandboxed, isolated and without Node', async ({ desktop: { app, page } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    ),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const each of preferences) {
    expect(each).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  }
  const found = await page.evaluate(() => ({
    node: ['process', 'require', 'module', 'Buffer', 'global'].filter(
      (name) => typeof (globalThis as Record<string, unknown>)[name] !== 'undefined',
    ),
    given: Object.keys((globalThis as unknown as { lineside: object }).lineside).toSorted(),
  }));
  expect(found).toEqual({ node: [], given: ['call', 'watch'] });
});

for (const address of [
  'https://example.com/',
  'file:///etc/passwd',
  'data:text/html,x',
  'app://other/',
]) {
  test(`the window does not go to ${address}`, async ({ desktop: { page } }) => {
    const before = page.url();
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      link.click();
    }, address);
    // An answer of the page shows that it is there still, and that it is the same one.
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(page.url()).toBe(before);
  });
}

test('no other window opens', async ({ desktop: { app, page } }) => {
  const opened = await page.evaluate(() =>
    ['https://example.com/', 'app://lineside/', 'about:blank'].map((url) => window.open(url)),
  );
  expect(opened).toEqual([null, null, null]);
  expect(app.windows()).toHaveLength(1);
});

test('permissions are refused', async ({ desktop: { page } }) => {
  const found = await page.evaluate(async () => {
    const refused = (asked: Promise<unknown>) =>
      asked.then(
        () => 'given',
        () => 'refused',
      );
    return {
      place: await refused(
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      sound: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await refused(navigator.clipboard.readText()),
      notifications: await Notification.requestPermission(),
    };
  });
  expect(found).toEqual({
    place: 'refused',
    sound: 'refused',
    screen: 'refused',
    clipboard: 'refused',
    notifications: 'denied',
  });
});

test('no address of app:// leads out of the page', async ({ desktop: { page } }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '//etc/passwd', '/.env', '/no.js'].map(
        async (path) => (await fetch(`app://lineside${path}`)).status,
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
});

test('a window that the station did not open is nobody, though it has the preload', async ({
  desktop: { app },
}) => {
  const reply = await app.evaluate(async ({ BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows()[0] as Electron.BrowserWindow;
    const { preload } = (
      own.webContents as unknown as { getLastWebPreferences(): { preload: string } }
    ).getLastWebPreferences();
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('app://lineside/');
    const said = await stranger.webContents.executeJavaScript(
      "lineside.call('devices.list', {}).then((reply) => JSON.stringify(reply))",
    );
    stranger.destroy();
    return said as string;
  });
  expect(JSON.parse(reply)).toMatchObject({ ok: false, problem: { code: 'internal' } });
});

test('a script that was smuggled in does not run', async ({ desktop: { page } }) => {
  const ran = await page.evaluate(async () => {
    const told = new Promise((tell) =>
      document.addEventListener('securitypolicyviolation', tell, { once: true }),
    );
    const script = document.createElement('script');
    try {
      script.textContent = 'globalThis.smuggled = true';
    } catch {
      // Refused before it is in the page.
    }
    document.body.append(script);
    await told;
    return 'smuggled' in globalThis;
  });
  expect(ran).toBe(false);
});

test('what a link names is not saved, what the page made is', async ({
  desktop: { app, page },
}) => {
  const click = (href: string) =>
    page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url.startsWith('blob:') ? URL.createObjectURL(new Blob(['made'])) : url;
      link.download = 'made.txt';
      link.click();
    }, href);
  // Behind ours, so that it hears what ours left; where it asks nobody, a test cannot be stopped by a dialog.
  await app.evaluate(({ app: electronApp, session }) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    session.defaultSession.on('will-download', (event, item) => {
      heard.push(`${event.defaultPrevented ? 'refused' : 'saved'} ${item.getURL().split(':')[0]}`);
      item.setSavePath(`${electronApp.getPath('userData')}/made.txt`);
    });
  });
  await click('data:text/plain,x');
  await click('blob:');
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard))
    .toContain('saved blob');
  const heard = await app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  expect(heard).not.toContain('saved data');
});

test('a second start ends, whatever it was started with', async ({ desktop }) => {
  expect(desktop.again('--data', '/elsewhere')).toBe(0);
  expect(desktop.app.windows()).toHaveLength(1);
});
