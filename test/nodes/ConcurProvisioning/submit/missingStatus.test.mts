// Who takes "submitted" for the end is told what is missing behind the node.
import { afterAll, beforeAll, expect, it } from 'vitest';
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
import { chain, runNode, runWorkflow } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

fastTimers();
let simulator: RunningSimulator;
let credentials: CredentialsByType;
beforeAll(async () => {
	simulator = await startSimulator();
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const node = new ConcurProvisioning();
const changes = mapped({ title: '={{ $json.title }}' });
const parameters = asStored('update', { user: located('employeeNumber', '1001'), changes });
const told = 'Connect SAP Concur Provisioning Status after this node';
const isTold = (hints: Array<{ message: string }> = []) =>
	hints.some(({ message }) => message.includes(told));

it('is told where no node asks how it ended', async () => {
	const items = [{ title: 'Director' }];
	const { outputs, hints, error } = await runNode({ node, credentials, parameters, items });
	expect(error).toBeUndefined();
	expect(outputs[0]![0]!.json).toMatchObject({ outcome: 'submitted' });
	expect(isTold(hints)).toBe(true);
});

it('is not told where nothing was submitted', async () => {
	const items = [{ title: '' }];
	const { outputs, hints } = await runNode({ node, credentials, parameters, items });
	expect(outputs[0]![0]!.json).toMatchObject({ outcome: 'unchanged' });
	expect(isTold(hints)).toBe(false);
});

it('is not told where a node asks, even behind another one', async () => {
	const { runData, error } = await runWorkflow({
		nodes: [
			{ name: 'Send', type: node, parameters },
			{ name: 'Ask', type: new ConcurProvisioningStatus(), parameters: { operation: 'wait' } },
		],
		connections: chain('Send', 'Ask'),
		items: [{ title: 'Controller' }],
		credentials,
	});
	expect(error).toBeUndefined();
	const [sent] = runData.Send!;
	expect(sent!.data!.main![0]![0]!.json).toMatchObject({ outcome: 'submitted' });
	expect(isTold(sent!.hints)).toBe(false);
});
