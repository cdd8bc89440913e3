// What Check says of a missing scope against what the operations do without it, so that neither can drift away.
import intersection from 'lodash/intersection.js';
import uniq from 'lodash/uniq.js';
import type { INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readCredential } from '../../../../credentials/concurCredential.ts';
import { scopeNeeds } from '../../../../credentials/missingScopes.ts';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { scopeGroups, scopeLines } from '../../../../nodes/ConcurIdentity/connection/scopeLines.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	asStored,
	concurCredential,
	located,
	mapped,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
let allScopes: string[];
let provisionId: unknown;

fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
	allScopes = [...simulator.settings({}).app.scopes];
});
beforeEach(async () => {
	simulator.reset();
	simulator.settings({ provisioning: { finishesAfterMs: 0 }, app: { scopes: allScopes } });
	credentials = await concurCredential(simulator);
	const sent = await run(new ConcurProvisioning(), 'create', { fields: person('first', {}) });
	({ provisionId } = sent);
});
afterAll(async () => await simulator.close());

/** The item of an operation; undefined if the operation ends with an error. */
async function run(
	node: INodeType,
	operation: string,
	parameters: object,
): Promise<{ outcome?: unknown; provisionId?: unknown }> {
	const { outputs, error } = await runNode({
		node,
		credentials,
		parameters: asStored(operation, { ...parameters }),
	});
	return error ? { outcome: 'failed' } : (outputs.flat()[0]?.json ?? {});
}

const person = (name: string, more: object) =>
	mapped({
		userName: `${name}@example.com`,
		workEmail: `${name}@example.com`,
		givenName: 'Pat',
		familyName: 'Doe',
		...more,
	});
const expense = {
	...{ employeeNumber: '8001', reimbursementCurrency: 'USD', ledgerCode: 'DEFAULT' },
	...{ spendCountry: 'US', spendLocale: 'en-US' },
};
const status = async (id: unknown) =>
	await run(new ConcurProvisioningStatus(), 'get', { provisionId: String(id) });
const known = located('id', '10010000-0000-4000-8000-000000001001');

/** By the line of Check, an operation of it, and the other lines that it needs as well. */
type Attempt = () => Promise<{ outcome?: unknown }>;
const operations: Record<string, [run: Attempt, ...needs: string[]]> = {
	'Find and read users (Identity)': [
		() => run(new ConcurIdentity(), 'get', { user: located('employeeNumber', '1001') }),
	],
	'Create and change users (Identity)': [
		() => run(new ConcurIdentity(), 'create', { fields: person('second', {}) }),
	],
	'Create and change users (Provisioning)': [
		() => run(new ConcurProvisioning(), 'create', { fields: person('third', {}) }),
	],
	'Provisioning status': [() => status(provisionId)],
	'Send expense data': [
		async () => {
			const fields = person('fourth', expense);
			const sent = await run(new ConcurProvisioning(), 'create', { fields });
			return sent.outcome === 'failed' ? sent : await status(sent.provisionId);
		},
		...['Create and change users (Provisioning)', 'Provisioning status'],
	],
	'Read expense data': [() => run(new ConcurProvisioning(), 'getFormFields', {})],
	'Read travel data': [
		() => run(new ConcurProvisioning(), 'getProfile', { user: known }),
		...['Find and read users (Identity)', 'Read expense data'],
	],
	'Delete users': [() => run(new ConcurIdentity(), 'delete', { user: known, confirmDelete: true })],
};

it('has a line for each scope of the notices of the credential, and an operation for each line', () => {
	const scopes = scopeGroups.flatMap(({ needed = [], parts = [] }) => [...needed, ...parts]);
	expect(uniq(scopes).sort()).toEqual(Object.keys(scopeNeeds).sort());
	expect(Object.keys(operations)).toEqual(scopeGroups.map(({ check }) => check));
});

const isBad = (outcome: unknown) => ['failed', 'partial', 'unknown'].includes(String(outcome));
/** The lines of what stops without these scopes. */
const stopped = (tokenScopes: string) =>
	scopeLines({ credential: readCredential({ tokenScopes }) })
		.filter(({ check, state }) => state === 'failed' || check === 'Delete users')
		.filter(({ found }) => found !== 'Allowed.')
		.map(({ check }) => check);

const decisive = uniq(scopeGroups.flatMap(({ needed = [] }) => needed)).map((scope) => [scope]);
const ofReading = Object.keys(scopeNeeds).filter((scope) => /^identity.*read$/.test(scope));

it.each([[[]], ...[...decisive, ofReading].map((scopes) => [scopes])])(
	'without %j, exactly the operations fail that Check names',
	async (missing: string[]) => {
		const scopes = allScopes.filter((one) => !missing.includes(one));
		simulator.settings({ app: { scopes } });
		credentials = await concurCredential(simulator);
		const failing: string[] = [];
		for (const [name, [operation]] of Object.entries(operations)) {
			if (isBad((await operation()).outcome)) failing.push(name);
		}
		const lines = stopped(scopes.join(' '));
		const expected = Object.entries(operations)
			.filter(([name, [, ...needs]]) => intersection([name, ...needs], lines).length > 0)
			.map(([name]) => name);
		expect(failing).toEqual(expected);
		expect(lines.length > 0).toBe(missing.length > 0);
	},
);
