/** Run by `npm run e2e` in ui/, over the built interface and the bridge named by ECHU_BRIDGE. */
export default {
  testDir: '.',
  outputDir: '../../target/e2e',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Each story has its bridge, its folder and its page: nothing is shared but the processor.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    // What never comes is said at once, not when the whole story is out of time.
    actionTimeout: 60_000,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['ECHU_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
};
