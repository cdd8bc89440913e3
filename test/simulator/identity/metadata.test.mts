import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixedUsers } from '../../../simulator/company/seed.mts';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { connect, enterprise, type Json } from '../client.mts';

let simulator: RunningSimulator;
let call: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
	simulator = await startSimulator();
	call = await connect(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

describe('What surrounds the users', () => {
	it('describes itself', async () => {
		const base = '/profile/identity/v4.1';
		const schema = await call('GET', `${base}/Schemas/${enterprise}`);
		const attributes = schema.body.attributes as Json[];
		expect(attributes.find(({ name }) => name === 'employeeNumber')).toMatchObject({
			type: 'string',
			maxLength: 48,
		});
		expect((await call('GET', `${base}/Schemas/urn:example`)).status).toBe(404);
		const config = await call('GET', `${base}/ServiceProviderConfig/`);
		expect(config.body).toMatchObject({ pagination: { maxPageSize: 1000 } });
		expect((await call('GET', `${base}/ResourceTypes`)).body).toHaveLength(1);
	});

	it('finds a user through v4.0 by one of three attributes and by login name', async () => {
		const legacy = '/profile/identity/v4/users';
		for (const filter of ['userName eq "ines.weber@example.com"', 'employeeNumber eq "1003"']) {
			const { body } = await call('GET', `${legacy}?filter=${encodeURIComponent(filter)}`);
			expect(body).toMatchObject({ totalResults: 1, Resources: [{ id: fixedUsers.employee.id }] });
		}
		const active = await call('GET', `${legacy}?filter=${encodeURIComponent('active eq true')}`);
		expect(active.status).toBe(400);
		const lookup = await call('GET', `${legacy}/lookup/?userName=ines.weber@example.com`);
		expect(lookup.body.id).toBe(fixedUsers.employee.id);
	});
});
