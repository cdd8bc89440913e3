// n8n's own engine, a host that answers as a test says, and a clock on which waiting takes no time; for a test file.
import type { IDataObject, INodeType } from 'n8n-workflow';
import isEqual from 'lodash/isEqual.js';
import { afterAll, beforeAll } from 'vitest';
import { runNode, type RunResult } from '../support/executeNode.mts';
import { n8nLog } from '../support/n8nLog.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import type { VirtualClock } from '../support/virtualClock.mts';
import { itemsOf, type Faults } from './faults.mts';
import type { Chance } from './mutate.mts';
import { startWithoutPauses } from './noPauses.mts';
import { startStub, type Stub } from './stub.mts';

export type OnError = 'continueRegularOutput' | 'continueErrorOutput' | undefined;

/** Mostly to go on, because only then something is left that can be lost. */
export const someOnError = (chance: Chance): OnError =>
	chance.oneOf([
		'continueRegularOutput',
		'continueRegularOutput',
		'continueErrorOutput',
		undefined,
	]);

export interface World {
	stub: Stub;
	run(
		node: INodeType,
		parameters: IDataObject,
		items: IDataObject[],
		onError?: OnError,
	): Promise<RunResult>;
	/**
	 * Looks at a run of three items whose second one got something odd: it has a readable result, and the other two have
	 * those of `expected`.
	 */
	judge(run: {
		faults: Faults;
		result: RunResult;
		expected?: RunResult;
		onError: OnError;
		input: string;
		/** A search that finds nobody has no items. */
		mayBeEmpty?: boolean;
	}): void;
}

export function fuzzWorld(): World {
	const log = n8nLog();
	let clock: VirtualClock;
	let stub: Stub;
	let credentials: CredentialsByType;
	beforeAll(async () => {
		clock = startWithoutPauses();
		stub = await startStub();
		credentials = stub.credentials();
	});
	afterAll(async () => {
		await stub.close();
		clock.stop();
	});

	return {
		get stub() {
			return stub;
		},
		async run(node, parameters, items, onError) {
			const result = await runNode({ node, credentials, parameters, items, onError });
			credentials = result.credentials;
			return result;
		},
		judge({ faults, result, expected, onError, input, mayBeEmpty }) {
			faults.run(result, input);
			// n8n itself cannot read a field whose value is nested too deeply.
			const own = log.filter(({ text }) => !text.includes('cleanupParameterData'));
			faults.readable(
				own.map(({ text }) => text),
				input,
			);
			log.length = 0;
			if (result.error) {
				if (onError) faults.add('ends the node although it goes on with errors', input);
				return;
			}
			if (!mayBeEmpty && itemsOf(result, 1).length === 0) faults.add('loses the item', input);
			for (const item of expected ? [0, 2] : []) {
				const kept = itemsOf(result, item);
				if (!isEqual(kept, itemsOf(expected!, item))) {
					faults.add(`changes item ${item}`, `${JSON.stringify(kept)} by ${input}`);
				}
			}
		},
	};
}
