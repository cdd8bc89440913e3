// The subscription of a published workflow: how it is made, repaired and removed when n8n asks for that, and that it delivers
// the events of the company. What is delivered then belongs to the other rooms.
import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import {
	companiesOf,
	deliversFor,
	type Subscription,
} from '../../shared/concur/events/subscriptions';
import { pause } from '../../shared/concur/pause';
import { companyNotConnected } from './subscriptionErrors';
import { readOne, readTopics } from './subscriptionRequests';

const maxReads = 4;

/**
 * Concur delivers the events of companies that have given the app a token since the subscription exists (SAP: ess-guide,
 * step 5); new tokens from n8n's own renewal, which also stores them, are such a grant.
 * @throws NodeOperationError when it does not help
 */
export async function connectCompany(
	this: IHookFunctions,
	ids: string[],
	companyUuid: string,
): Promise<void> {
	let [unconnected] = await notConnected.call(this, ids, companyUuid);
	if (!unconnected) return;
	await readTopics.call(this, true);
	for (let read = 1; read <= maxReads; read++) {
		[unconnected] = await notConnected.call(this, ids, companyUuid);
		if (!unconnected) return;
		if (read < maxReads) await pause(this, 1000);
	}
	throw new NodeOperationError(
		this.getNode(),
		companyNotConnected(unconnected.id, companiesOf(unconnected), companyUuid),
	);
}

async function notConnected(
	this: IHookFunctions,
	ids: string[],
	companyUuid: string,
): Promise<Subscription[]> {
	const found: Subscription[] = [];
	for (const id of ids) found.push((await readOne.call(this, id)) ?? { id });
	return found.filter((subscription) => !deliversFor(companyUuid, subscription));
}
