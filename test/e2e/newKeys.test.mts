// SAP renews the key of its events while they come, and nobody touches n8n. An n8n of its own: it reaches SAP's site
// through a proxy, as behind the firewall of a company, and its clock moves with that of SAP Concur.
import chunk from 'lodash/chunk.js';
import countBy from 'lodash/countBy.js';
import times from 'lodash/times.js';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { credentialFor } from '../../scripts/examples.mts';
import { ensureN8n } from '../../scripts/install-n8n.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { startN8n, type N8nServer } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import { shownCredentials } from '../support/concur.mts';
import { startSapSite, type SapSite } from '../support/sapSite.mts';
import { startFrontProxy, type FrontProxy } from '../support/frontProxy.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';
import { eventsOf, publishChange, publishListener } from './listener.mts';

const page = '/api-reference/ess/v4.event-subscription.html';
const minute = 60_000;

let userFolder: string;
let simulator: RunningSimulator;
let site: SapSite;
let front: FrontProxy;
let server: N8nServer;
let rest: N8nRest;
let workflowId: string;
let credentialId: string;
let clockFile: string;
let aheadMs = 0;
const startedAt = performance.now();

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-keys-'));
	clockFile = join(userFolder, 'clock');
	await installInto(userFolder);
	simulator = await startSimulator();
	site = await startSapSite(simulator.url);
	front = await startFrontProxy();
	await start();
	const { webhookAuthority } = await shownCredentials(simulator);
	const data = { ...(await credentialFor(simulator.url)), eventPublicKeys: webhookAuthority };
	({ workflowId, credentialId } = await publishListener(rest, data));
}, 300_000);

afterAll(async () => {
	await server?.stop();
	await front?.close();
	await site?.close();
	await simulator?.close();
	await removeUserFolder(userFolder, await ensureN8n(inject('n8nVersion')));
});

async function start(): Promise<void> {
	await writeFile(clockFile, String(aheadMs));
	server = await startN8n(await ensureN8n(inject('n8nVersion')), {
		userFolder,
		webhookUrl: `${front.url}/`,
		env: {
			HTTPS_PROXY: site.proxyUrl,
			NODE_EXTRA_CA_CERTS: site.authorityFile,
			MOVABLE_CLOCK_FILE: clockFile,
		},
		preload: [fileURLToPath(new URL('../support/movableClock.cjs', import.meta.url))],
	});
	front.targets = [server.url];
	rest = await connect(server.url);
}

/** Time passes for SAP Concur and for n8n; what is due by then is delivered. */
async function later(ms: number): Promise<void> {
	aheadMs += ms;
	await writeFile(clockFile, String(aheadMs));
	// The clock of n8n is read anew after a tenth of a second.
	await pause(150);
	simulator.advance(ms);
	await simulator.delivered();
}

/** Publishes an event, genuine or forged; returns its ID. */
function publish(tamper?: 'wrongKey' | 'otherName' | 'changedBody'): string {
	return publishChange(simulator, tamper).id;
}

interface Event {
	id: string;
	signedBy: { fingerprint: string; source: string };
}

const arrived = async () => await eventsOf<Event>(rest, workflowId);
const executions = async () => (await rest.listExecutions(workflowId)).length;
const fetches = () => site.requests().filter(({ path }) => path === page).length;

/** SAP Concur delivers again and again until so many executions are there, then once more. */
async function untilArrived(count: number, stepMs = minute): Promise<void> {
	const giveUpAt = performance.now() + 60_000;
	while ((await executions()) < count && performance.now() < giveUpAt) await later(stepMs);
	await later(stepMs);
	expect(await executions()).toBe(count);
}

it('starts one workflow for each of 200 events while SAP renews its key twice, and none for 60 forged ones', async () => {
	const forgeries = ['wrongKey', 'otherName', 'changedBody'] as const;
	const ids: string[] = [];
	for (const [third, count] of [67, 67, 66].entries()) {
		if (third > 0) simulator.settings({ events: { renewCertificate: true } });
		const genuine = times(count, () => () => void ids.push(publish()));
		const forged = times(20, (n) => () => void publish(forgeries[n % 3]));
		// Five at a time over six minutes, with a forged one among most of them.
		const waves = chunk(genuine, 4).map((wave, n) => [...wave, ...forged.slice(n, n + 1)]);
		waves.push(forged.slice(waves.length));
		for (const wave of waves) {
			wave.forEach((send) => send());
			await later(20_000);
		}
	}
	await untilArrived(ids.length);

	const events = await arrived();
	const deliveries = simulator.deliveries();
	console.log(
		`n8n ${inject('n8nVersion')}: ${ids.length} events, ${events.length} executions, ${deliveries.length} attempts (${JSON.stringify(countBy(deliveries, 'status'))}), ${fetches()} fetches in ${aheadMs / minute} minutes`,
	);
	expect(ids).toHaveLength(200);
	expect(events.map(({ id }) => id).sort()).toEqual([...ids].sort());
	expect(new Set(events.map(({ signedBy }) => signedBy.fingerprint)).size).toBe(3);
	expect(countBy(events, ({ signedBy }) => signedBy.source)).toEqual({ fetched: 200 });
	const elapsedMs = aheadMs + performance.now() - startedAt;
	expect(fetches()).toBeLessThanOrEqual(1 + elapsedMs / (3 * minute));
}, 300_000);

it('knows the keys after a restart, without asking SAP again', async () => {
	const before = fetches();
	const count = await executions();
	await server.kill();
	const ids = times(5, () => publish());
	await start();
	await untilArrived(count + 5);
	const events = await arrived();
	expect(
		events
			.slice(0, 5)
			.map(({ id }) => id)
			.sort(),
	).toEqual([...ids].sort());
	expect(fetches()).toBe(before);
}, 120_000);

const warned = async () =>
	(await readFile(server.logFile, 'utf8'))
		.split('\n')
		.filter((line) => line.includes('found no new SAP key'));

it('loses no event while SAP cannot be reached, whether that ends or the key is pasted', async () => {
	site.setReachable(false);
	simulator.settings({ events: { renewCertificate: true } });
	const count = await executions();
	// The log goes on after a restart.
	const before = (await warned()).length;
	times(10, () => publish());
	for (let n = 0; n < 10; n++) await later(minute);
	expect(await executions()).toBe(count);
	const warnings = (await warned()).slice(before);
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).toContain("paste SAP's new certificate into 'Event Public Keys'");
	site.setReachable(true);
	await untilArrived(count + 10);

	site.setReachable(false);
	simulator.settings({ events: { renewCertificate: true } });
	times(10, () => publish());
	for (let n = 0; n < 5; n++) await later(minute);
	expect(await executions()).toBe(count + 10);
	const { webhookPublicKeys } = await shownCredentials(simulator);
	const data = { ...(await credentialFor(simulator.url)), eventPublicKeys: webhookPublicKeys[0] };
	await rest.http.patch(`/credentials/${credentialId}`, {
		name: 'SAP Concur API',
		type: 'concurApi',
		data,
	});
	await untilArrived(count + 20);
	const { signedBy } = (await arrived())[0]!;
	expect(signedBy.source).toBe('credential');
}, 180_000);

it('has asked nobody but SAP, and told SAP nothing', () => {
	expect([...new Set(site.connects())]).toEqual(['developer.concur.com:443']);
	for (const { method, headers } of site.requests()) {
		expect(method).toBe('GET');
		expect(Object.keys(headers)).not.toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^(authorization|cookie|proxy-authorization)$/),
			]),
		);
		expect(JSON.stringify(headers)).not.toMatch(/Bearer|eyJ/);
	}
});
