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
		'People whom other rows name as manager, approver, or delegate are sent first. This is how long the others wait at most until SAP Concur has finished them; whoever then lacks somebody is not sent. As a tool of an AI agent, the node waits one minute at most.',
};

/** In ms. @throws NodeOperationError when it is no such number */
export function waitBetweenWaves(this: IExecuteFunctions): number {
	return longestWaitMs.call(this, `options.${name}`, displayName, otherwise);
}
