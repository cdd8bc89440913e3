// Every operation of every node puts out what its schema says, for a row that is wrong and for one that is right.
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startSimulator } from '../../../simulator/index.mts';
import { asStored, concurCredential, type RunningSimulator } from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';
import { items, planned, repair, submitted, wrongThenRight } from '../operations.mts';
import { faultsIn } from './schemaOf.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	simulator.settings({
		provisioning: { finishesAfterMs: 0 },
		app: { scopes: [...simulator.settings({}).app.scopes, 'identity.user.delete'] },
	});
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

/** What an operation without an outcome says of a row that failed is n8n's. */
const isError = ({ error, outcome, verdict }: IDataObject) =>
	error !== undefined && outcome === undefined && verdict === undefined;

it.each(
	wrongThenRight.map(([node, operation, parameters]) => ({
		name: `${node.description.displayName}, ${operation}`,
		node,
		operation,
		parameters,
		resource: 'resource' in parameters ? String(parameters.resource) : undefined,
	})),
)('$name', async ({ node, operation, parameters, resource }) => {
	const made = {
		...('provisionId' in parameters && (await submitted(credentials))),
		...(operation === 'applyPlan' && (await planned(credentials))),
	};
	const { outputs, error } = await runNode({
		node,
		credentials,
		parameters: asStored(operation, { ...parameters }),
		// Drift Report judges nobody if it cannot tell whom a row is about.
		items: items
			.slice(operation === 'drift' ? 1 : 0)
			.map((item) => ({ ...item, ...made, repair })) as IDataObject[],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	const all = outputs.flat().map(({ json }) => json);
	const results = all.filter((json) => !isError(json));
	expect(results.length).toBeGreaterThan(0);
	const usual =
		node.description.name === 'concurProvisioningStatus' ? 'provisioningRequest' : 'user';
	expect(faultsIn({ node, resource: resource ?? usual, operation }, results)).toEqual([]);
});
