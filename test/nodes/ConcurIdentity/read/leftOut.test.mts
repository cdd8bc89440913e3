// What an app sees of users whose scopes do not allow all of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import { concurCredential, located, type RunningSimulator } from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';

let simulator: RunningSimulator;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

const ids = 'identity.user.ids.read';
const core = 'identity.user.core.read';
const sensitive = 'identity.user.coresensitive.read';
const enterprise = 'identity.user.enterprise.read';
const company = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

async function read(scopes: string[], parameters: object, items = [{}]) {
	simulator.settings({ app: { scopes } });
	return await runNode({
		node: new ConcurIdentity(),
		credentials: await concurCredential(simulator),
		parameters: parameters as never,
		items,
	});
}
const user = located('id', '10030000-0000-4000-8000-000000001003');
const withoutNames = {
	message: 'SAP Concur returned users without names [item 0]',
	description:
		"The app in the credential needs the scope identity.user.core.read. Add the scope to the app in SAP Concur, then save the credential again to get a new token. To get users without names, select only User Name in 'Attributes'.",
};

describe('an app without identity.user.core.read', () => {
	it.each([
		['Get Many', { operation: 'getAll' }],
		['Get Many, raw', { operation: 'getAll', simplify: false }],
		['Get Many with names', { operation: 'getAll', attributes: ['userName', 'name'] }],
		['Get Many with Active', { operation: 'getAll', attributes: ['active'] }],
		['Get', { operation: 'get', user }],
	])('gets no nameless people: %s', async (_name, parameters) => {
		expect((await read([ids, enterprise], parameters)).error).toMatchObject(withoutNames);
	});

	it('gets what it asks for without names', async () => {
		const { error, outputs } = await read([ids], {
			operation: 'getAll',
			attributes: ['userName'],
			filterType: 'expression',
			filter: 'userName sw "ines"',
		});
		expect(error).toBeUndefined();
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual(['ines.weber@example.com']);
	});

	it('is told nothing where nobody is found', async () => {
		const parameters = {
			operation: 'getAll',
			filterType: 'expression',
			filter: 'userName eq "nobody"',
		};
		const { error, outputs, hints } = await read([ids], parameters);
		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([]);
		expect(hints).toEqual([]);
	});
});

describe('an app without the scopes for emails and employee numbers', () => {
	const emails =
		'SAP Concur returned no emails. If you miss them, add identity.user.coresensitive.read to the scopes of the app in SAP Concur, then save the credential again to get a new token.';

	it('reads of it in a hint, once', async () => {
		const { error, hints } = await read([ids, core, enterprise], { operation: 'getAll' }, [{}, {}]);
		expect(error).toBeUndefined();
		expect(hints).toEqual([{ message: emails, location: 'outputPane', type: 'warning' }]);
	});

	it('reads of both in one', async () => {
		const { hints } = await read([ids, core], { operation: 'getAll' });
		expect(hints.map(({ message }) => message)).toEqual([
			'SAP Concur returned no emails and employee numbers and the rest of Company and Employment. If you miss them, add identity.user.coresensitive.read and identity.user.enterprise.read to the scopes of the app in SAP Concur, then save the credential again to get a new token.',
		]);
	});

	it.each([
		['has them', [ids, core, sensitive, enterprise], []],
		['does not ask for them', [ids, core], ['name']],
		['asks for what it has', [ids, core, enterprise], ['name', company]],
	])('reads of nothing when it %s', async (_name, scopes, attributes) => {
		expect((await read(scopes, { operation: 'getAll', attributes })).hints).toEqual([]);
	});
});
