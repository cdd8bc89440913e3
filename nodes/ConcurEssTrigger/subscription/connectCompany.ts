// Sees to it that Concur may deliver the company's events to a subscription.
import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { pause } from '../../shared/concur/transport';
import { companiesOf, hearsOf, type Subscription } from './subscription';
import { companyNotConnected } from './subscriptionErrors';
import { readOne, readTopics } from './subscriptionRequests';

const looks = 4;

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
	let [deaf] = await notHearing.call(this, ids, companyUuid);
	if (!deaf) return;
	await readTopics.call(this, true);
	for (let look = 1; look <= looks; look++) {
		[deaf] = await notHearing.call(this, ids, companyUuid);
		if (!deaf) return;
		if (look < looks) await pause(this, 1000);
	}
	throw new NodeOperationError(
		this.getNode(),
		companyNotConnected(deaf.id, companiesOf(deaf), companyUuid),
	);
}

async function notHearing(
	this: IHookFunctions,
	ids: string[],
	companyUuid: string,
): Promise<Subscription[]> {
	const deaf: Subscription[] = [];
	for (const id of ids) {
		const found = (await readOne.call(this, id)) ?? { id };
		if (!hearsOf(companyUuid, found)) deaf.push(found);
	}
	return deaf;
}
