import chunk from 'lodash/chunk';
import type { IExecuteFunctions } from 'n8n-workflow';
import { throwIfCancelled } from '../shared/concur/transport';
import { asNodeError, type NodeError } from '../shared/form/nodeError';
import { readStatusDocument, type StatusDocument } from '../shared/status/statusDocument';
import type { TrackedItem } from '../shared/status/trackedItem';

/** The status of a request, or why it could not be read. */
export type LookUp = { document: StatusDocument } | { error: NodeError };

/** SAP publishes no rate limit; a few at a time finish 1,000 single requests within minutes. */
const atOnce = 5;

/**
 * Looks each request up once.
 * @returns the look-ups by provisionId
 * @throws the first error if the workflow stops on errors; when the user pressed Stop
 */
export async function lookUpAll(
	this: IExecuteFunctions,
	requests: TrackedItem[],
): Promise<Map<string, LookUp>> {
	const lookUps = new Map<string, LookUp>();
	for (const group of chunk(requests, atOnce)) {
		const found = await Promise.all(group.map((request) => lookUp.call(this, request)));
		throwIfCancelled(this);
		for (const [provisionId, result] of found) {
			if ('error' in result && !this.continueOnFail()) throw result.error;
			lookUps.set(provisionId, result);
		}
	}
	return lookUps;
}

async function lookUp(
	this: IExecuteFunctions,
	{ provisionId, itemIndex }: TrackedItem,
): Promise<[provisionId: string, LookUp]> {
	try {
		return [provisionId, { document: await readStatusDocument.call(this, provisionId) }];
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		error.context.itemIndex = itemIndex;
		return [provisionId, { error }];
	}
}
