/** Run by `npm run e2e` in ui/, over the built interface and the bridge named by ECHU_BRIDGE. */
export default {
  testDir: '.',
  outputDir: '../../target/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['ECHU_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
};
