import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { longestWaitMs } from '../../../shared/completion/longestWait';

const displayName = 'Wait Between Waves (Minutes)';
const name = 'waitBetweenWavesMinutes';
const otherwise = 10;

/** For the collection "Options" of an operation whose rows can name each other. */
export const waitBetweenWavesField: INodeProperties = {
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: otherwise,
	description:
		'People whom other rows name as manager, approver, or delegate are sent first. The other rows wait for them, at most this long. A row is not sent if someone it needs is still missing. When an AI agent uses this node as a tool, the wait is one minute at most.',
};

/** In ms. @throws NodeOperationError when it is no such number */
export function waitBetweenWaves(this: IExecuteFunctions): number {
	return longestWaitMs.call(this, `options.${name}`, displayName, otherwise);
}
