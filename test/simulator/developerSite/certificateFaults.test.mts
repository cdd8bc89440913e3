// What settings.events.certificateFault makes of the files, and that it makes nothing else of them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CertificateFault } from '../../../simulator/events/certificateFaults.mts';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { standingClock } from '../../support/standingClock.mts';
import { findings, type Expected } from './chainFindings.mts';
import {
	certificates,
	folder,
	keysOnPage,
	linkedFile,
	notifications,
	read,
	trusted,
} from './developerSiteClient.mts';

standingClock();
let simulator: RunningSimulator;
let expected: Expected;
let file: string;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	const { keys, root } = await trusted(simulator);
	const [, intermediate] = await certificates(simulator, `${notifications}.chain.pem`);
	expected = { root, intermediate: intermediate!, key: keys[0]!, now: Date.now() };
	file = await linkedFile(simulator);
});
afterAll(() => simulator.close());

/** What is wrong with the certificate alone, with its chain, and with its full chain. */
async function allFindings(): Promise<string[][]> {
	const texts = ['.pem', '.chain.pem', '.fullchain.pem'].map(async (ending, authorities) => {
		const { text } = await read(simulator, folder + file.replace('.pem', ending));
		return findings(text, authorities as 0 | 1 | 2, expected);
	});
	return await Promise.all(texts);
}

const inAll = (...found: string[]) => [found, found, found];
const inChains = (found: string) => [[], [found], [found]];

describe('The files of the current certificate', () => {
	it('have nothing wrong with them', async () => {
		expect(await allFindings()).toEqual(inAll());
	});

	it.each<[CertificateFault, string[][]]>([
		['wrongName', inAll('name')],
		['otherOrganization', inAll('organization')],
		['expired', inAll('expired')],
		['notYetValid', inAll('not yet valid')],
		['otherRoot', inAll('issued by nobody known')],
		['intermediateMissing', inChains('intermediate missing')],
		['leafIsAuthority', inAll('is an authority')],
		['signedByLeaf', inChains('intermediate is no authority')],
		['wrongOrder', inChains('order')],
		['twoLeaves', inAll('not one certificate of a host')],
		['sha1', inAll('not signed with SHA-256')],
		['weakKey', inAll('weak key', 'another key')],
		['huge', inAll('text behind the certificates')],
		['notPem', inAll('no certificate')],
	])('show the fault %s, and nothing else', async (certificateFault, found) => {
		simulator.settings({ events: { certificateFault } });
		expect(await allFindings()).toEqual(found);
		expect(await keysOnPage(simulator)).toEqual([expected.key]);
		expect((await trusted(simulator)).keys[0]).toBe(expected.key);
		simulator.settings({ events: { certificateFault: null } });
		expect(await allFindings()).toEqual(inAll());
	});

	it('are a page of HTML with status 200 for the fault notPem', async () => {
		simulator.settings({ events: { certificateFault: 'notPem' } });
		const { status, type, text } = await read(simulator, folder + file);
		expect([status, type]).toEqual([200, 'text/html']);
		expect(text).toMatch(/^<html>/);
	});

	it('have two megabytes for the fault huge', async () => {
		simulator.settings({ events: { certificateFault: 'huge' } });
		expect((await read(simulator, folder + file)).text.length).toBeGreaterThan(2_000_000);
	});

	it('stay as they are while the fault lasts', async () => {
		simulator.settings({ events: { certificateFault: 'otherRoot' } });
		const first = await read(simulator, folder + file);
		simulator.advance(60_000);
		expect((await read(simulator, folder + file)).text).toBe(first.text);
	});
});
