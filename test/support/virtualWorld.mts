// A local SAP Concur on a clock that does not wait, and nodes that run against it: for tests of faults that take minutes.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startSimulator } from '../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	steer as steerSimulator,
	type RunningSimulator,
} from './concur.mts';
import { runNode, type RunResult } from './executeNode.mts';
import { startProxy, type RewritingProxy } from './rewritingProxy.mts';
import type { CredentialsByType } from './storedCredentials.mts';
import { startVirtualClock, type VirtualClock } from './virtualClock.mts';

/** Settings of the node, and what else belongs to a run. */
export type Options = Omit<Parameters<typeof runNode>[0], 'node' | 'items' | 'parameters'>;
type Settings = Parameters<RunningSimulator['settings']>[0];

/** For a test file: from now on to its end. Each test begins with a fresh simulator that has these settings. */
export function virtualWorld(settings: Settings = {}) {
	let clock: VirtualClock;
	let simulator: RunningSimulator;
	let credentials: Awaited<ReturnType<typeof concurCredential>>;
	let proxy: RewritingProxy | undefined;

	beforeAll(async () => {
		clock = startVirtualClock();
		simulator = await startSimulator();
	});
	beforeEach(async () => {
		simulator.reset();
		simulator.settings(settings);
		credentials = await concurCredential(simulator);
	});
	afterEach(async () => {
		await proxy?.close();
		proxy = undefined;
	});
	afterAll(async () => {
		await simulator.close();
		clock.stop();
	});

	/** Until the end of the test, the credential differs in this. */
	const changeCredential = (change: CredentialsByType[string]) => {
		credentials = { concurApi: { ...credentials.concurApi, ...change } };
	};
	const requests = async () => await apiRequests(simulator);

	return {
		get clock() {
			return clock;
		},
		get simulator() {
			return simulator;
		},
		get credentials() {
			return credentials;
		},
		changeCredential,
		steer: async (route: string, body: unknown) => await steerSimulator(simulator, route, body),
		/** Runs a node over rows, with parameters as n8n stores them. */
		run: async (
			node: INodeType,
			operation: string,
			parameters: object = {},
			items: object[] = [{}],
			options: Options = {},
		): Promise<RunResult> =>
			await runNode({
				node,
				credentials,
				parameters: asStored(operation, { ...parameters }),
				items: items as IDataObject[],
				...options,
			}),
		/** Until the end of the test, the credential leads through a proxy that rewrites the responses. */
		through: async (rewrite: Parameters<typeof startProxy>[1]) => {
			proxy = await startProxy(simulator.url, rewrite);
			changeCredential({ customHost: proxy.url });
		},
		/** The requests that reached SAP Concur, as 'METHOD /path', without those for tokens. */
		requests,
		/** How many of them were this one. */
		count: async (request: string) => (await requests()).filter((one) => one === request).length,
	};
}

/** The items of the first output of a run without an error. */
export const jsonOf = ({ error, outputs }: RunResult): IDataObject[] => {
	expect(error).toBeUndefined();
	return outputs[0]!.map(({ json }) => json);
};

/** Fields of a user that `rows` fill. */
export const fieldsOfRow = {
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
};
export const rows = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ mail: `person${n}@example.com`, no: `N${n}` }));

export const goOn = { onError: 'continueRegularOutput' } as const;
