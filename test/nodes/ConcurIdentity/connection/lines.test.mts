// What no simulator on this machine can play: a company in another data center of SAP Concur, and SAP's own site.
import type { IExecuteFunctions } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { readCredential } from '../../../../credentials/concurCredential.ts';
import { eventLines } from '../../../../nodes/ConcurIdentity/connection/eventLines.ts';
import { readKeySite } from '../../../../nodes/ConcurIdentity/connection/keySite.ts';
import type { Connection } from '../../../../nodes/ConcurIdentity/connection/readConnection.ts';
import { tokenLines } from '../../../../nodes/ConcurIdentity/connection/tokenLines.ts';

const connection: Connection = {
	credential: readCredential({
		dataCenter: 'eu2',
		tokenGeolocation: 'https://eu2.api.concursolutions.com',
		refreshToken: 'r',
		refreshTokenExpiresAt: '2027-06-01T00:00:00.000Z',
	}),
	isRenewed: true,
	companyIds: { value: [] },
	formFields: { value: 1 },
	topics: { value: [] },
	subscriptions: { value: [] },
	now: new Date('2027-03-10T12:00:00Z'),
};
const line = (lines: ReturnType<typeof tokenLines>, name: string) =>
	lines.find(({ check }) => check === name);

it.each([
	['eu2', 'eu2', 'ok'],
	['eu2', 'us2', 'warning'],
	['us-impl', 'us2', 'warning'],
])('Data Center %s with a company in %s is %s', (dataCenter, actual, state) => {
	const tokenGeolocation = `https://${actual}.api.concursolutions.com`;
	const credential = { ...connection.credential, dataCenter, tokenGeolocation };
	const found = line(tokenLines({ ...connection, credential }), 'Data center');
	expect(found).toMatchObject({ state, found: expect.stringContaining(tokenGeolocation) });
});

it.each([
	['2027-05-02T00:00:00.000Z', 'ok', /ends on 2027-05-02/],
	['2027-04-10T12:00:00.000Z', 'ok', /ends on 2027-04-10/],
	['2027-04-09T11:00:00.000Z', 'warning', /ends on 2027-04-09, in 29 days/],
	['2027-03-12T11:00:00.000Z', 'warning', /ends on 2027-03-12, in 1 day\./],
	['2027-03-11T11:00:00.000Z', 'warning', /ends on 2027-03-11, today or tomorrow\./],
	['2027-03-10T12:00:00.000Z', 'failed', /has ended on 2027-03-10/],
	['', 'warning', /does not say/],
])('a refresh token until "%s" is %s', (refreshTokenExpiresAt, state, found) => {
	const credential = { ...connection.credential, refreshTokenExpiresAt };
	const end = line(tokenLines({ ...connection, credential }), 'End of the connection');
	expect(end).toMatchObject({ state, found: expect.stringMatching(found) });
});

it('is content with keys that end soon while the trigger can find the next ones', async () => {
	const helpers = { httpRequest: async () => '' };
	const keySite = await readKeySite.call({ helpers } as unknown as IExecuteFunctions);
	expect(line(eventLines({ ...connection, keySite }), 'Event keys')).toMatchObject({ state: 'ok' });
});
